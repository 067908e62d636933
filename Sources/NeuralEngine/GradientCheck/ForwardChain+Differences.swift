// Propagates the change of a cell through the nodes, to the losses on both sides.
extension ForwardChain {
    /// The loss with a cell made larger and smaller.
    struct Losses {
        var larger: Double
        var smaller: Double
        /// The first function on the way with a kink between the two values.
        var crossing: KinkCrossing?
    }

    /// The part of a node that changes: some rows, in one column or in all.
    private struct Change {
        var node: Int
        var rows: Range<Int>
        var column: Int?
    }

    /// The value of a cell.
    func value(of cell: Cell, _ views: DifferenceViews) -> Double {
        switch cell {
        case .node(let node, let row, let column):
            return views.view(nodes[node])[row, column]
        case .weight(let stage, let row, let column):
            guard case .linear(let weights, _, _) = stages[stage] else { return .nan }
            return views.view(weights)[row, column]
        case .bias(let stage, let column):
            guard case .linear(_, let bias, _) = stages[stage] else { return .nan }
            return views.view(bias)[0, column]
        }
    }

    /// The losses with a cell at two values.
    ///
    /// Rows that the change does not reach have the same loss in both cases and are left out, and so is the penalty for other
    /// weights: only the difference counts.
    /// - staysOnPiece: if there is a kink between the two, continue the engine's own piece beyond its end, along the tangent.
    func losses(
        with cell: Cell, at larger: Double, and smaller: Double, staysOnPiece: Bool, _ views: DifferenceViews
    ) -> Losses {
        var change = begin(cell, larger, smaller, views)
        let penalties = penalties(for: cell, at: larger, and: smaller, staysOnPiece: staysOnPiece, views)
        var crossing = penalties.crossing
        while change.node < stages.count {
            switch stages[change.node] {
            case .linear(let weights, let bias, let result):
                pass(&change, weights: weights, bias: bias, result: result, views)
            case .activation(let function):
                pass(&change, function, staysOnPiece, &crossing, views)
            case .dropout(let mask):
                pass(&change, mask: mask, views)
            }
        }
        let (a, b) = changed[change.node]
        return Losses(
            larger: loss(a, change, views) + penalties.larger, smaller: loss(b, change, views) + penalties.smaller,
            crossing: crossing ?? lossCrossing(change, views))
    }

    private func begin(_ cell: Cell, _ larger: Double, _ smaller: Double, _ views: DifferenceViews) -> Change {
        switch cell {
        case .node(let node, let row, let column):
            views.view(changed[node].larger)[0, 0] = larger
            views.view(changed[node].smaller)[0, 0] = smaller
            return Change(node: node, rows: row..<row + 1, column: column)
        case .weight(let stage, let row, let column):
            guard case .linear(let weights, _, let result) = stages[stage] else { preconditionFailure("no weights") }
            // Z = X·W + b: a weight in column j reaches only column j of Z, in each row multiplied by that row's x.
            let (x, z, weight) = (views.view(nodes[stage]), views.view(result), views.view(weights)[row, column])
            let (a, b) = changedColumns(ofNode: stage + 1, views)
            for n in 0..<rows {
                a[n, 0] = z[n, column] + (larger - weight) * x[n, row]
                b[n, 0] = z[n, column] + (smaller - weight) * x[n, row]
            }
            return Change(node: stage + 1, rows: 0..<rows, column: column)
        case .bias(let stage, let column):
            guard case .linear(_, let bias, let result) = stages[stage] else { preconditionFailure("no bias") }
            let (z, bias0) = (views.view(result), views.view(bias)[0, column])
            let (a, b) = changedColumns(ofNode: stage + 1, views)
            for n in 0..<rows {
                a[n, 0] = z[n, column] + (larger - bias0)
                b[n, 0] = z[n, column] + (smaller - bias0)
            }
            return Change(node: stage + 1, rows: 0..<rows, column: column)
        }
    }

    private func changedColumns(
        ofNode node: Int, _ views: DifferenceViews
    ) -> (MatrixView<Double>, MatrixView<Double>) {
        (
            views.view(changed[node].larger, asRows: rows, columns: 1),
            views.view(changed[node].smaller, asRows: rows, columns: 1)
        )
    }

    /// The changed part of a node as a matrix.
    private func part(_ region: Region, _ change: Change, _ views: DifferenceViews) -> MatrixView<Double> {
        views.view(region, asRows: change.rows.count, columns: change.column == nil ? region.columns : 1)
    }

    // MARK: Stages

    private func pass(
        _ change: inout Change, weights: Region, bias: Region, result: Region, _ views: DifferenceViews
    ) {
        let (from, to) = (changed[change.node], changed[change.node + 1])
        var after = change
        after.node += 1
        after.column = nil
        let w = views.view(weights)
        for (from, to) in [(from.larger, to.larger), (from.smaller, to.smaller)] {
            let (x, z) = (part(from, change, views), part(to, after, views))
            guard let column = change.column else {
                Linear.forward(x, w, views.view(bias), into: z, views.worker)
                continue
            }
            // If one column of X changes, Z changes by that change times the column's weights.
            let (old, unchanged) = (views.view(nodes[change.node]), views.view(result))
            for n in change.rows {
                let row = n - change.rows.lowerBound
                let difference = x[row, 0] - old[n, column]
                for j in 0..<z.columns { z[row, j] = unchanged[n, j] + difference * w[column, j] }
            }
        }
        change = after
    }

    private func pass(
        _ change: inout Change, _ function: Activation, _ staysOnPiece: Bool, _ crossing: inout KinkCrossing?,
        _ views: DifferenceViews
    ) {
        var after = change
        after.node += 1
        let (from, to) = (changed[change.node], changed[after.node])
        let (z1, z2) = (part(from.larger, change, views), part(from.smaller, change, views))
        let (a1, a2) = (part(to.larger, after, views), part(to.smaller, after, views))
        function.forward(z1, into: a1, .whole)
        function.forward(z2, into: a2, .whole)
        if let kink = function.kink {
            let standing = views.view(nodes[change.node])
            for row in 0..<z1.rows {
                for j in 0..<z1.columns where isKink(kink, between: z1[row, j], z2[row, j]) {
                    let (n, column) = (row + change.rows.lowerBound, change.column ?? j)
                    crossing =
                        crossing
                        ?? KinkCrossing(
                            matrix: names[change.node], row: n, column: column, function: function.label)
                    guard staysOnPiece else { continue }
                    let middle = (z1[row, j] + z2[row, j]) / 2
                    let (value, slope) = (function.value(middle), function.derivative(standing[n, column]))
                    a1[row, j] = value + slope * (z1[row, j] - middle)
                    a2[row, j] = value + slope * (z2[row, j] - middle)
                }
            }
        }
        change = after
    }

    private func pass(_ change: inout Change, mask: Region, _ views: DifferenceViews) {
        let (from, to) = (changed[change.node], changed[change.node + 1])
        var after = change
        after.node += 1
        let m = views.view(mask, rows: change.rows)
        for (from, to) in [(from.larger, to.larger), (from.smaller, to.smaller)] {
            let (a, d) = (part(from, change, views), part(to, after, views))
            for row in 0..<a.rows {
                for j in 0..<a.columns { d[row, j] = a[row, j] * m[row, change.column ?? j] }
            }
        }
        change = after
    }

    /// The contribution of the changed rows to the loss of the batch.
    private func loss(_ region: Region, _ change: Change, _ views: DifferenceViews) -> Double {
        let count = change.rows.count
        var a = part(region, change, views)
        if let column = change.column {
            let whole = views.view(lossOperand, asRows: count, columns: region.columns)
            whole.copy(views.view(nodes[change.node], rows: change.rows))
            for row in 0..<count { whole[row, column] = a[row, 0] }
            a = whole
        }
        let y = views.view(targets, rows: change.rows)
        let p = views.view(probabilities, asRows: count, columns: region.columns)
        let own = Double(lossFunction.divisor(rows: count, columns: region.columns))
        return lossFunction.forward(a, y, p: p)
            * (own / Double(lossFunction.divisor(rows: rows, columns: region.columns)))
    }

    /// f of a node's present value, written to the memory for the changed one.
    func activated(_ function: Activation, node: Int, _ views: DifferenceViews) -> MatrixView<Double> {
        let result = views.view(changed[node + 1].larger)
        function.forward(views.view(nodes[node]), into: result, .whole)
        return result
    }

    /// A node's present value times a mask, written to the memory for the changed one.
    func masked(by mask: Region, node: Int, _ views: DifferenceViews) -> MatrixView<Double> {
        let result = views.view(changed[node + 1].larger)
        result.setEach(from: views.view(nodes[node]), views.view(mask), .whole) { a, m in a * m }
        return result
    }

    /// The loss of the last node's present value, without the penalty.
    func standingLoss(_ views: DifferenceViews) -> Double {
        lossFunction.forward(
            views.view(nodes[stages.count]), views.view(targets), p: views.view(probabilities))
    }

    /// What rounding errors of losses are relative to: the present loss, or a loss of 1 in every term if that is larger.
    /// Without the penalty, which is not part of the losses that are subtracted.
    func scale(_ views: DifferenceViews) -> Double {
        let columns = targets.columns
        let terms = lossFunction.loss.terms(rows: rows, columns: columns)
        let loss = abs(standingLoss(views))
        let largest = Double(terms) / Double(lossFunction.divisor(rows: rows, columns: columns))
        return max(largest, loss.isFinite ? loss : 0)
    }

    private func lossCrossing(_ change: Change, _ views: DifferenceViews) -> KinkCrossing? {
        guard let kink = lossFunction.loss.kink else { return nil }
        let (a, b) = changed[change.node]
        let (larger, smaller, y) = (part(a, change, views), part(b, change, views), views.view(targets))
        for row in 0..<larger.rows {
            for j in 0..<larger.columns {
                let (n, column) = (row + change.rows.lowerBound, change.column ?? j)
                let (r1, r2) = (larger[row, j] - y[n, column], smaller[row, j] - y[n, column])
                if isKink(kink, between: r1, r2) || isKink(-kink, between: r1, r2) {
                    return KinkCrossing(
                        matrix: names[change.node], row: n, column: column, function: lossFunction.loss.rawValue)
                }
            }
        }
        return nil
    }
}
