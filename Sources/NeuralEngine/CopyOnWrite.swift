/// Keeps a large value on the heap and copies it only when it changes while somebody else still holds it.
///
/// Whoever holds the value copies, assigns and destroys one reference, however many fields the value has. Without that,
/// Swift copies a struct field by field, inline, wherever it is passed on, and most of the program's machine code is that.
///
/// - Complexity: reading costs one indirection; the first change after a copy costs a copy of `Value`.
@propertyWrapper
@frozen
public struct CopyOnWrite<Value> {
    @usableFromInline final class Box {
        // Only the wrapper reaches the box, and whoever owns the wrapper keeps accesses apart.
        @exclusivity(unchecked) @usableFromInline var value: Value

        @inlinable init(_ value: Value) { self.value = value }
    }

    @usableFromInline var box: Box

    /// Moves `wrappedValue` to the heap.
    @inlinable public init(wrappedValue: Value) { box = Box(wrappedValue) }

    /// The value.
    @inlinable public var wrappedValue: Value {
        _read { yield box.value }
        _modify {
            if !isKnownUniquelyReferenced(&box) { box = Box(box.value) }
            yield &box.value
        }
        set {
            // What is replaced need not be copied first.
            if isKnownUniquelyReferenced(&box) { box.value = newValue } else { box = Box(newValue) }
        }
    }
}

extension CopyOnWrite: Equatable where Value: Equatable {
    /// Whether the values are equal; holders of the same copy are, without a look at it.
    ///
    /// As with arrays, a copy equals itself even where it holds a NaN.
    @inlinable public static func == (left: CopyOnWrite, right: CopyOnWrite) -> Bool {
        left.box === right.box || left.box.value == right.box.value
    }
}

// The box is shared only as long as nobody changes it.
extension CopyOnWrite: @unchecked Sendable where Value: Sendable {}
