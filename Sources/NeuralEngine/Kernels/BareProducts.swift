/// Matrix products alone, without anything that training does beside them: what the engine's own kernels reach on
/// given shapes. All memory is there from the start, so that running them allocates nothing.
public final class BareProducts {
    /// The operations of one run: 2·rows·inner·columns a product.
    public let floatingPointOperations: Double

    // Exactly one of them is there, as the precision tells.
    private var double: ProductMemory<Double>?
    private var single: ProductMemory<Float>?

    /// One product of square matrices, A·B + a row.
    public convenience init(squareOf size: Int, _ precision: Precision) {
        let square = MatrixShape(rows: size, columns: size)
        self.init(
            shapes: [square, square, square, MatrixShape(rows: 1, columns: size)],
            products: [.init(form: .plusRow(3), left: 0, right: 1, result: 2)], precision)
    }

    /// The products of one training step of a network: forward, the weights' gradients, and the inputs' gradients of
    /// all layers but the first, in the order of training and with each matrix used where training uses it.
    /// - layerSizes: features, then the outputs of every layer.
    public convenience init(trainingStepOf layerSizes: [Int], batchRows: Int, _ precision: Precision) {
        var shapes = [MatrixShape(rows: batchRows, columns: layerSizes[0])]
        var products: [Product] = []
        var backward: [Product] = []
        func add(_ rows: Int, _ columns: Int) -> Int {
            shapes.append(MatrixShape(rows: rows, columns: columns))
            return shapes.count - 1
        }
        var (input, inputGradient) = (0, 0)
        for (inputs, outputs) in zip(layerSizes, layerSizes.dropFirst()) {
            let (weights, bias) = (add(inputs, outputs), add(1, outputs))
            let (output, outputGradient) = (add(batchRows, outputs), add(batchRows, outputs))
            products.append(Product(form: .plusRow(bias), left: input, right: weights, result: output))
            if input != 0 {
                backward.append(
                    Product(form: .transposedRight, left: outputGradient, right: weights, result: inputGradient))
            }
            let weightsGradient = add(inputs, outputs)
            backward.append(
                Product(form: .transposedLeft, left: input, right: outputGradient, result: weightsGradient))
            (input, inputGradient) = (output, outputGradient)
        }
        self.init(shapes: shapes, products: products + backward.reversed(), precision)
    }

    private init(shapes: [MatrixShape], products: [Product], _ precision: Precision) {
        floatingPointOperations = products.reduce(0) { sum, product in
            let result = shapes[product.result]
            let inner = product.form == .transposedLeft ? shapes[product.left].rows : shapes[product.left].columns
            return sum + 2 * Double(result.rows) * Double(inner) * Double(result.columns)
        }
        switch precision {
        case .float64: double = ProductMemory(shapes, products)
        case .float32: single = ProductMemory(shapes, products)
        }
    }

    /// Computes the products, one after the other.
    public func run() {
        double?.run()
        single?.run()
    }

    /// One of the matrices, by its index, as tests look at them.
    func matrix(at index: Int) -> Matrix<Double> { double?.matrix(at: index) ?? single!.matrix(at: index) }
}

/// A product of matrices that are known by their index.
private struct Product {
    enum Form: Equatable {
        /// Left·right + the row of this index.
        case plusRow(Int)
        /// Leftᵀ·right
        case transposedLeft
        /// Left·rightᵀ
        case transposedRight
    }

    let form: Form
    let left, right, result: Int
}

private struct ProductMemory<S: Scalar> {
    private var cells: [S]
    private let shapes: [MatrixShape]
    private let offsets: [Int]
    private let products: [Product]

    init(_ shapes: [MatrixShape], _ products: [Product]) {
        self.shapes = shapes
        self.products = products
        var offsets: [Int] = []
        var count = 0
        for shape in shapes {
            offsets.append(count)
            count += shape.count
        }
        self.offsets = offsets
        // Zeros, or sums that overflow, might take another time than ordinary numbers.
        var generator = SplitMix64(seed: 0)
        cells = (0..<count).map { _ in S(generator.uniform() - 0.5) * 0.125 }
    }

    func matrix(at index: Int) -> Matrix<Double> {
        let (shape, offset) = (shapes[index], offsets[index])
        return Matrix(
            rows: shape.rows, columns: shape.columns,
            elements: cells[offset..<offset + shape.count].map(Double.init))
    }

    mutating func run() {
        cells.withUnsafeMutableBufferPointer { cells in
            let start = cells.baseAddress!
            func view(_ index: Int) -> MatrixView<S> {
                MatrixView(
                    cells: start + offsets[index], rows: shapes[index].rows, columns: shapes[index].columns)
            }
            for product in products {
                let (left, right, result) = (view(product.left), view(product.right), view(product.result))
                switch product.form {
                case .plusRow(let row): result.setToProduct(left, right, plusRow: view(row))
                case .transposedLeft: result.setToProduct(transposed: left, right)
                case .transposedRight: result.setToProduct(left, transposed: right)
                }
            }
        }
    }
}
