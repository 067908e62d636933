/// Matrix products alone, without the rest of training, to measure what the engine's kernels reach for given shapes.
/// All memory is allocated at the start; running them allocates nothing.
public final class BareProducts {
    /// The operations of one run: 2·rows·inner·columns per product.
    public let floatingPointOperations: Double

    // Exactly one of them is set, depending on the precision.
    private var double: ProductMemory<Double>?
    private var single: ProductMemory<Float>?

    /// One product of square matrices, A·B + a row.
    public convenience init(squareOf size: Int, _ precision: Precision) {
        let square = MatrixShape(rows: size, columns: size)
        self.init(
            shapes: [square, square, square, MatrixShape(rows: 1, columns: size)],
            products: [.init(form: .plusRow, left: 0, right: 1, result: 2, row: 3)], precision)
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
            products.append(Product(form: .plusRow, left: input, right: weights, result: output, row: bias))
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
            return sum + 2 * Double(result.rows) * Double(product.depth(shapes)) * Double(result.columns)
        }
        switch precision {
        case .float64: double = ProductMemory(shapes, products)
        case .float32: single = ProductMemory(shapes, products)
        }
    }

    /// Computes the products, one after the other, the given number of times.
    /// - threads: how many may share a product that is large enough.
    public func run(times: Int, threads: Int = 1) {
        double?.run(times, threads)
        single?.run(times, threads)
    }

    /// One of the matrices, by its index, for tests.
    func matrix(at index: Int) -> Matrix<Double> { double?.matrix(at: index) ?? single!.matrix(at: index) }
}

/// A product of matrices that are given by their index.
private struct Product {
    enum Form: Equatable {
        /// Left·right + a row
        case plusRow
        /// Leftᵀ·right
        case transposedLeft
        /// Left·rightᵀ
        case transposedRight
    }

    let form: Form
    let left, right, result: Int
    /// The row of `plusRow`.
    var row: Int?

    /// How many products a cell of the result is the sum of.
    func depth(_ shapes: [MatrixShape]) -> Int {
        form == .transposedLeft ? shapes[left].rows : shapes[left].columns
    }
}

/// The matrices, and their products by the kernels and with the threads that training has.
private struct ProductMemory<S: VectorScalar> {
    private var memory: Memory<S>
    private let regions: [Region]
    private let products: [Product]
    private let scratchCount: Int

    init(_ shapes: [MatrixShape], _ products: [Product]) {
        self.products = products
        var regions: [Region] = []
        var end = 0
        for shape in shapes {
            regions.append(Region(offset: end, rows: shape.rows, columns: shape.columns))
            end += Region.room(rows: shape.rows, columns: shape.columns)
        }
        self.regions = regions
        scratchCount =
            products.map { product in
                BlockedProduct<S>.scratchCount(
                    rows: shapes[product.result].rows, columns: shapes[product.result].columns,
                    depth: product.depth(shapes), isTransposed: product.form == .transposedRight)
            }.max() ?? 0
        // Zeros, or sums that overflow, might not take the same time as ordinary numbers.
        var generator = SplitMix64(seed: 0)
        var arena = Arena<S>(count: end)
        for index in 0..<end { arena[index] = S(generator.uniform() - 0.5) * 0.125 }
        memory = Memory(
            arena: arena, shadow: Arena(count: 0),
            inputs: Matrix(rows: 0, columns: 0), targets: Matrix(rows: 0, columns: 0), order: [])
    }

    func matrix(at index: Int) -> Matrix<Double> {
        let region = regions[index]
        let count = region.rows * region.columns
        return Matrix(
            rows: region.rows, columns: region.columns,
            elements: memory.arena.values(in: region.offset..<region.offset + count))
    }

    mutating func run(_ times: Int, _ threads: Int) {
        let (regions, products) = (regions, products)
        memory.withWorkspace(scratchCount: scratchCount, threads: threads) { workspace in
            func view(_ index: Int) -> MatrixView<S> { workspace.view(regions[index], batchRows: 0) }
            let operations = products.map { product in
                ProductOnViews(
                    form: product.form, left: view(product.left), right: view(product.right),
                    row: product.row.map(view), result: view(product.result))
            }
            let shared = operations.map { operation -> TeamWork? in
                guard workspace.threads > 1, operation.isWorthSharing else { return nil }
                return TeamWork { operation.run(workspace.worker($0, thread: $1)) }
            }
            let alone = workspace.worker(.whole, thread: 0)
            for _ in 0..<times {
                for (operation, shared) in zip(operations, shared) {
                    if let shared {
                        ThreadTeam.shared.run(shared, threads: workspace.threads)
                    } else {
                        operation.run(alone)
                    }
                }
            }
        }
    }
}

/// A product of matrices in memory.
private struct ProductOnViews<S: VectorScalar> {
    let form: Product.Form
    let left, right: MatrixView<S>
    let row: MatrixView<S>?
    let result: MatrixView<S>

    var isWorthSharing: Bool {
        result.count * (form == .transposedLeft ? left.rows : left.columns) >= Program.leastProducts
    }

    @inline(__always)
    func run(_ worker: Worker<S>) {
        switch form {
        case .plusRow: result.setToProduct(left, right, plusRow: row!, worker)
        case .transposedLeft: result.setToProduct(transposed: left, right, worker)
        case .transposedRight: result.setToProduct(left, transposed: right, worker)
        }
    }
}
