import NeuralEngine
import PlainText

private typealias Asked = Exercise.Asked
private typealias Operand = Exercise.Operand

/// The linear layer, with the slides' 2×2 · 2×3.
enum LinearExercise {
    static func forward(_ numbers: inout FriendlyNumbers) -> ExerciseParts {
        let (x, w, b) = (numbers.matrix(2, 2), numbers.matrix(2, 3), numbers.matrix(1, 3, upTo: 2))
        let product = x.times(w)
        let z = Matrix(rows: 2, columns: 3, elements: (0..<6).map { product.elements[$0] + b.elements[$0 % 3] })
        let (row, column) = (1, 2)
        let pairs = (0..<2).map { (("X[\(row),\($0)]", x[row, $0]), ("W[\($0),\(column)]", w[$0, column])) }
        let help = [
            "row \(row) of X times column \(column) of W, and the bias of that column", "the formula is Z = X·W + b",
        ]
        return (
            "Z = X·W + b", [Operand("X", x), Operand("W", w), Operand("b", b)],
            [
                Asked(
                    text: "Z[1, 2]", expected: .number(z[row, column]),
                    hints: help + Exercise.sum("Z[1,2]", of: pairs, plus: ("b[0,2]", b[0, 2])),
                    mistakes: [
                        Exercise.Mistake(result: .cell(product[row, column]), sentence: "that is without the bias")
                    ]),
                Asked(
                    text: "Z", expected: .matrix(z),
                    hints: [
                        "two rows and three columns: each row of X times each column of W, and the column's bias",
                        "the formula is Z = X·W + b", "Z = \(Exercise.spelled(z))",
                    ],
                    mistakes: [Exercise.Mistake(result: product, sentence: "that is X·W, without the bias")]),
            ]
        )
    }

    static func backward(_ numbers: inout FriendlyNumbers) -> ExerciseParts {
        let (x, w, dZ) = (numbers.matrix(2, 2), numbers.matrix(2, 3), numbers.matrix(2, 3))
        let dW = x.transposed().times(dZ)
        let dX = dZ.times(w.transposed())
        let db = Matrix(rows: 1, columns: 3, elements: (0..<3).map { dZ[0, $0] + dZ[1, $0] })
        let untransposed = x.times(dZ)
        let forW = (0..<2).map { (("X[\($0),0]", x[$0, 0]), ("dZ[\($0),1]", dZ[$0, 1])) }
        let forX = (0..<3).map { (("dZ[1,\($0)]", dZ[1, $0]), ("W[0,\($0)]", w[0, $0])) }
        return (
            "dZ comes back to Z = X·W + b",
            [Operand("X", x), Operand("W", w), Operand("dZ", dZ)],
            [
                Asked(
                    text: "dW[0, 1]", expected: .number(dW[0, 1]),
                    hints: [
                        "input 0 times the gradient of output 1, for each sample; then add",
                        "the formula is dW = Xᵀ·dZ",
                    ] + Exercise.sum("dW[0,1]", of: forW),
                    mistakes: [
                        Exercise.Mistake(
                            result: .cell(untransposed[0, 1]),
                            sentence: "that takes a row of X: dW is Xᵀ·dZ, so it takes column 0 of X")
                    ]),
                Asked(
                    text: "dX[1, 0]", expected: .number(dX[1, 0]),
                    hints: [
                        "what comes back to the three outputs of sample 1, each times its weight from input 0",
                        "the formula is dX = dZ·Wᵀ",
                    ] + Exercise.sum("dX[1,0]", of: forX),
                    mistakes: [
                        Exercise.Mistake(
                            result: .cell(dX[1, 1]), sentence: "that is dX[1, 1]: the weights of input 0 are row 0 of W"
                        )
                    ]),
                Asked(
                    text: "db", expected: .matrix(db),
                    hints: [
                        "each bias was added to every sample, so what comes back adds up",
                        "the formula is db = Σₙ dZ[n,:]",
                        "db = \(Exercise.spelled(db))",
                    ],
                    mistakes: [
                        Exercise.Mistake(
                            result: db.mapped { $0 / 2 },
                            sentence: "that is the mean of the rows: the bias gets their sum")
                    ]),
                Asked(
                    text: "dW", expected: .matrix(dW),
                    hints: [
                        "it has the shape of W: each column of X times each column of dZ", "the formula is dW = Xᵀ·dZ",
                        "dW = \(Exercise.spelled(dW))",
                    ],
                    mistakes: [Exercise.Mistake(result: untransposed, sentence: "that is X·dZ: X is to be transposed")]),
            ]
        )
    }
}

/// An activation: its value, its slope, and the gradient through it.
enum ActivationExercise {
    static func make(_ function: Activation, _ numbers: inout FriendlyNumbers) -> ExerciseParts {
        var z = numbers.row(3, unit: 0.5, upTo: 5)
        // A gate is to be seen open and shut.
        if function == .relu { z = Matrix(rows: 1, columns: 3, elements: [-abs(z[0, 0]), abs(z[0, 1]), z[0, 2]]) }
        let dA = numbers.matrix(1, 3)
        let a = z.mapped(function.value)
        let slope = z.mapped { function.derivative($0) }
        let dZ = dA.combined(slope, *)
        let name = function.label
        let column = 1
        let cell = NumberFormat.rounded(z[0, column])
        let slopeFormula =
            switch function {
            case .sigmoid: "a·(1 − a)"
            case .tanh: "1 − a²"
            default: "1 where z > 0, else 0"
            }
        func number(_ value: Double) -> String { NumberFormat.rounded(value) }
        let slopeSum =
            switch function {
            case .sigmoid: "\(number(a[0, column]))·(1 − \(number(a[0, column]))) = \(number(slope[0, column]))"
            case .tanh: "1 − \(Exercise.factor(a[0, column]))² = \(number(slope[0, column]))"
            default: "\(number(slope[0, column])), for z = \(cell)"
            }
        return (
            "dA comes back to A = \(name)(Z)", [Operand("Z", z), Operand("dA", dA)],
            [
                Asked(
                    text: "A[0, 1]", expected: .number(a[0, column]),
                    hints: [
                        "the function at Z[0,1]; a pocket calculator helps, or '\(name)(\(cell))' as the answer",
                        "the formula is \(function.formula)", "A[0,1] = \(name)(\(cell)) = \(number(a[0, column]))",
                    ],
                    mistakes: function == .relu
                        ? []
                        : [
                            Exercise.Mistake(
                                result: .cell(slope[0, column]), sentence: "that is its slope: the value comes first")
                        ]),
                Asked(
                    text: "the slope at Z[0, 1]", expected: .number(slope[0, column]),
                    hints: [
                        function == .relu ? "ask whether the gate is open" : "it can be had from A[0,1] alone",
                        "the formula is \(slopeFormula)", "it is \(slopeSum)",
                    ],
                    mistakes: slopeMistakes(function, z[0, column], a[0, column])),
                Asked(
                    text: "dZ", expected: .matrix(dZ),
                    hints: [
                        "each cell of dA times the slope at its own place", "the formula is dZ = dA ⊙ \(name)'(Z)",
                        "the slopes are \(Exercise.spelled(slope))", "dZ = \(Exercise.spelled(dZ))",
                    ],
                    mistakes: [
                        Exercise.Mistake(
                            result: slope, sentence: "those are the slopes: each is to be multiplied by its cell of dA"),
                        Exercise.Mistake(
                            result: dA.combined(a, *), sentence: "that is dA ⊙ A: the slope is another function"),
                    ]),
            ]
        )
    }

    private static func slopeMistakes(_ function: Activation, _ z: Double, _ a: Double) -> [Exercise.Mistake] {
        switch function {
        case .sigmoid:
            [
                Exercise.Mistake(result: .cell(a), sentence: "that is A[0, 1]; its slope is asked for"),
                Exercise.Mistake(result: .cell(z * (1 - z)), sentence: "that is z·(1 − z): the slope takes a, not z"),
                Exercise.Mistake(result: .cell(1 - a * a), sentence: "that is the slope of tanh"),
            ]
        case .tanh:
            [
                Exercise.Mistake(result: .cell(a), sentence: "that is A[0, 1]; its slope is asked for"),
                Exercise.Mistake(result: .cell(1 - z * z), sentence: "that is 1 − z²: the slope takes a, not z"),
                Exercise.Mistake(result: .cell(a * (1 - a)), sentence: "that is the slope of the sigmoid"),
            ]
        default: [Exercise.Mistake(result: .cell(a), sentence: "that is A[0, 1]; its slope is asked for")]
        }
    }
}

/// Softmax and the cross-entropy, of one row of three scores.
enum SoftmaxExercise {
    private static func probabilities(_ z: Matrix<Double>) -> Matrix<Double> {
        let largest = z.elements.max() ?? 0
        let powers = z.mapped { Double.exp($0 - largest) }
        let total = powers.elements.reduce(0, +)
        return powers.mapped { $0 / total }
    }

    static func softmax(_ numbers: inout FriendlyNumbers) -> ExerciseParts {
        let z = numbers.row(3)
        let p = probabilities(z)
        let powers = z.mapped { Double.exp($0) }
        let total = powers.elements.reduce(0, +)
        func number(_ value: Double) -> String { NumberFormat.rounded(value) }
        return (
            "P = softmax(Z)", [Operand("Z", z)],
            [
                Asked(
                    text: "P[0, 1]", expected: .number(p[0, 1]),
                    hints: [
                        "exp of its own score, divided by the sum of all three",
                        "the formula is P[0,j] = exp Z[0,j] / Σₖ exp Z[0,k]",
                        "exp(Z) = \(Exercise.spelled(powers))",
                        "P[0,1] = \(number(powers[0, 1])) / \(number(total)) = \(number(p[0, 1]))",
                    ],
                    mistakes: [
                        Exercise.Mistake(
                            result: .cell(powers[0, 1]), sentence: "that is exp Z[0, 1], not yet divided by the sum")
                    ]),
                Asked(
                    text: "P", expected: .matrix(p),
                    hints: [
                        "the same for each score; the three add up to 1",
                        "the formula is P[0,j] = exp Z[0,j] / Σₖ exp Z[0,k]",
                        "P = \(Exercise.spelled(p))",
                    ],
                    mistakes: [
                        Exercise.Mistake(
                            result: powers, sentence: "that is exp(Z): each is to be divided by the sum of them")
                    ]),
            ]
        )
    }

    static func crossEntropy(_ numbers: inout FriendlyNumbers) -> ExerciseParts {
        let z = numbers.row(3)
        let right = numbers.index(below: 3)
        let y = Matrix(rows: 1, columns: 3, elements: (0..<3).map { $0 == right ? 1.0 : 0 })
        let p = probabilities(z)
        let largest = z.elements.max() ?? 0
        let logSum = largest + Double.log(z.elements.reduce(0) { $0 + Double.exp($1 - largest) })
        let loss = logSum - z[0, right]
        let dZ = p.combined(y, -)
        func number(_ value: Double) -> String { NumberFormat.rounded(value) }
        return (
            "the cross-entropy of softmax(Z) and Y", [Operand("Z", z), Operand("Y", y)],
            [
                Asked(
                    text: "the loss", expected: .number(loss),
                    hints: [
                        "minus the natural logarithm of the probability of the right class",
                        "the formula is L = −log P[0,c] = −Z[0,c] + log Σₖ exp Z[0,k], where c = \(right)",
                        "the logarithm of the sum is \(number(logSum))",
                        "L = \(number(-z[0, right])) + \(Exercise.factor(logSum)) = \(number(loss))",
                    ],
                    mistakes: [
                        Exercise.Mistake(
                            result: .cell(p[0, right]), sentence: "that is the probability: its logarithm is missing"),
                        Exercise.Mistake(
                            result: .cell(logSum),
                            sentence: "that is log Σ exp: the score of the right class is to be subtracted"),
                    ]),
                Asked(
                    text: "dZ", expected: .matrix(dZ),
                    hints: [
                        "each probability minus its target", "the formula is dZ = P − Y, for one sample",
                        "P = \(Exercise.spelled(p))", "dZ = \(Exercise.spelled(dZ))",
                    ],
                    mistakes: [Exercise.Mistake(result: p, sentence: "that is P: the target is to be subtracted")]),
            ]
        )
    }
}

/// A step of gradient descent with momentum, on one weight.
enum MomentumExercise {
    static func make(_ numbers: inout FriendlyNumbers) -> ExerciseParts {
        let (weight, gradient, velocity) = (numbers.number(), numbers.number(), numbers.number())
        let rate = [0.1, 0.2, 0.5][numbers.index(below: 3)]
        let kept = [0.5, 0.8, 0.9][numbers.index(below: 3)]
        let next = kept * velocity + gradient
        let moved = weight - rate * next
        func number(_ value: Double) -> String { NumberFormat.rounded(value) }
        let factor = Exercise.factor
        return (
            "one step with momentum",
            [
                Operand("W", weight), Operand("dW", gradient), Operand("v", velocity), Operand("lr", rate),
                Operand("mu", kept),
            ],
            [
                Asked(
                    text: "the new v", expected: .number(next),
                    hints: [
                        "what is kept of the old velocity, plus the gradient", "the formula is v ← μ·v + dW",
                        "v = \(number(kept))·\(factor(velocity)) + \(factor(gradient)) = \(number(next))",
                    ],
                    mistakes: [
                        Exercise.Mistake(
                            result: .cell(kept * velocity - gradient),
                            sentence: "here the gradient is added: the step is subtracted later"),
                        Exercise.Mistake(
                            result: .cell(kept * velocity - rate * gradient),
                            sentence: "that has the learning rate and the minus in v: here they come with the step"),
                        Exercise.Mistake(
                            result: .cell(kept * velocity + rate * gradient),
                            sentence: "that has the learning rate in v: here it comes with the step"),
                    ]),
                Asked(
                    text: "the new W", expected: .number(moved),
                    hints: [
                        "the old weight, minus the learning rate times the new velocity", "the formula is W ← W − lr·v",
                        "W = \(number(weight)) − \(number(rate))·\(factor(next)) = \(number(moved))",
                    ],
                    mistakes: [
                        Exercise.Mistake(
                            result: .cell(weight - rate * gradient),
                            sentence: "that is a step by dW: the step goes by v"),
                        Exercise.Mistake(
                            result: .cell(weight - rate * velocity),
                            sentence: "that is a step by the old v: the new one comes first"),
                        Exercise.Mistake(
                            result: .cell(weight + rate * next), sentence: "that goes uphill: the step is subtracted"),
                    ]),
            ]
        )
    }
}
