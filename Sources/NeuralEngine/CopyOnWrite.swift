/// Keeps a large value on the heap and copies it only when it is changed while there is another copy.
///
/// Copying, assigning and destroying the value then means doing so with one reference, however many fields it has. Without
/// this, Swift copies a struct field by field, inline, wherever it is passed on, and that becomes most of the program's
/// machine code.
///
/// - Complexity: reading costs one indirection; the first change after a copy costs a copy of `Value`.
@propertyWrapper
@frozen
public struct CopyOnWrite<Value> {
    @usableFromInline final class Box {
        // Only the wrapper has access to the box, and exclusive access to the wrapper is enforced as usual.
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
            // A value that is replaced need not be copied first.
            if isKnownUniquelyReferenced(&box) { box.value = newValue } else { box = Box(newValue) }
        }
    }
}

extension CopyOnWrite: Equatable where Value: Equatable {
    /// Whether the values are equal. Two holders of the same copy are equal without a comparison.
    ///
    /// As with arrays, a copy equals itself even if it holds a NaN.
    @inlinable public static func == (left: CopyOnWrite, right: CopyOnWrite) -> Bool {
        left.box === right.box || left.box.value == right.box.value
    }
}

// The box is only shared while nobody changes it.
extension CopyOnWrite: @unchecked Sendable where Value: Sendable {}
