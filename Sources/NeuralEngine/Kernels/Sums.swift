// Sums over all cells of a matrix.

extension MatrixView {
    /// Σ f(cell), in four sums that do not wait for one another.
    @inline(__always)
    func sum(_ f: (S) -> S) -> S {
        var (s0, s1, s2, s3): (S, S, S, S) = (0, 0, 0, 0)
        var i = 0
        while i &+ 4 <= count {
            s0 += f(cells[i])
            s1 += f(cells[i &+ 1])
            s2 += f(cells[i &+ 2])
            s3 += f(cells[i &+ 3])
            i &+= 4
        }
        while i < count {
            s0 += f(cells[i])
            i &+= 1
        }
        return (s0 + s1) + (s2 + s3)
    }
}
