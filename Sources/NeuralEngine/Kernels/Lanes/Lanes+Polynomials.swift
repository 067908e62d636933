extension Lanes {
    /// self·x + a number, rounded once: a step of Horner's rule. A polynomial reads from its highest coefficient down,
    /// `Self(c₂).times(x, plus: c₁).times(x, plus: c₀)`.
    @inline(__always) func times(_ x: Self, plus number: Number) -> Self { Self(number).addingProduct(self, x) }
}
