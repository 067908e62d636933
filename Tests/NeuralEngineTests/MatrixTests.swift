import NeuralEngine
import Testing

@Suite struct MatrixTests {
    @Test func cellsAreInRowMajorOrder() {
        let matrix = Matrix<Double>([[1, 2, 3], [4, 5, 6]])
        #expect(matrix.elements == [1, 2, 3, 4, 5, 6])
        #expect(matrix[1, 0] == 4)
        #expect(matrix.row(1) == [4, 5, 6])
        #expect(matrix.transposed() == Matrix([[1, 4], [2, 5], [3, 6]]))
        #expect(matrix.shape.description == "2×3")
    }

    @Test func noRowsAreAMatrixToo() {
        #expect(Matrix<Double>([]).shape == MatrixShape(rows: 0, columns: 0))
        #expect(Matrix<Float>(rows: 0, columns: 4).transposed().shape == MatrixShape(rows: 4, columns: 0))
    }
}

@Suite struct MatrixNameTests {
    @Test func namesAreReadBack() {
        let names = [
            "X", "Y", "P", "loss", "Z1", "A2", "W10", "b3", "dX", "dY", "dP", "dZ2", "dA1", "dW1", "db1", "vW1",
            "vb2", "mW1", "mb1", "sW1", "sb1",
        ]
        for name in names { #expect(MatrixName(name)?.description == name) }
        #expect(MatrixName("dZ2") == MatrixName(.preactivation(2), .gradient))
        #expect(MatrixName("sb1") == MatrixName.bias(1).secondMoment)
    }

    @Test(arguments: ["", "W", "W0", "W01", "w1", "W-1", "W1x", "x", "dd", "dloss", "vZ1", "mX", "sA1", "W٣", "dW"])
    func whatIsNoNameIsNotRead(_ text: String) {
        #expect(MatrixName(text) == nil)
    }
}
