import Datasets
import Foundation
import NeuralEngine
import Testing

/// The samples of a set as points with what they are to be learnt as.
private func points(
    _ set: GeneratedDataset, samples: Int = 600, classes: Int? = nil, noise: Double? = 0, seed: UInt64 = 1
) throws -> [(x: Double, y: Double, label: Int, value: Double)] {
    let data = try set.made(
        GeneratedDataset.Options(samples: samples, classes: classes, noise: noise, seed: seed))
    #expect(data.sampleCount == samples && data.name == set.rawValue)
    return (0..<samples).map { row in
        let y = data.inputs.columns > 1 ? data.inputs[row, 1] : 0
        switch data.target {
        case .classes(let labels, _): return (data.inputs[row, 0], y, labels[row], 0)
        case .numeric(let values, _): return (data.inputs[row, 0], y, 0, values[row, 0])
        }
    }
}

@Suite struct GeneratedDatasetTests {
    @Test(arguments: GeneratedDataset.allCases)
    func everySetIsFiniteAndFollowsFromItsSeed(set: GeneratedDataset) throws {
        let data = try set.made()
        #expect(data.sampleCount == (set == .xor || set == .and ? 4 : 200))
        #expect(data.inputs.elements.allSatisfy { $0.isFinite })
        #expect((data.classNames == nil) == set.isRegression)
        func made(_ seed: UInt64) throws -> Dataset {
            try set.made(GeneratedDataset.Options(samples: 50, noise: 0.2, seed: seed))
        }
        #expect(try made(7) == made(7))
        #expect(try made(7).inputs != made(8).inputs)
    }

    /// What a set says of itself is what it does.
    @Test(arguments: GeneratedDataset.allCases)
    func aSetTakesTheOptionsThatItNames(set: GeneratedDataset) throws {
        #expect(!set.meaning.isEmpty && !set.meaning.hasSuffix("."))
        #expect(try set.made().sampleCount == set.defaultCount)
        let options = GeneratedDataset.Options(samples: 30, classes: 3)
        if set.options.contains(.classes) {
            #expect(try set.made(options).classNames?.count == 3)
        } else {
            #expect(throws: DatasetError.classesAreGiven(set: set.rawValue)) { try set.made(options) }
        }
        #expect(set.options.contains(.samples) && set.options.contains(.noise))
    }

    @Test func theOptionsSayWhatTheyAreUnlessGiven() {
        #expect(
            GeneratedDataset.Option.allCases.map(\.defaultText) == [
                "200; xor and and: 4", "2", "by the set; 0 for the four points of xor and and",
            ])
    }

    @Test(arguments: GeneratedDataset.allCases.filter { !$0.isRegression })
    func batchesOfSamplesInOrderHaveAllClasses(set: GeneratedDataset) throws {
        let labels = try points(set).map(\.label)
        for start in stride(from: 0, to: 600, by: 20) {
            let ones = labels[start..<start + 20].reduce(0, +)
            #expect(ones == (set == .and ? 5 : 10))
        }
    }

    @Test func andIsTrueAtOneCorner() throws {
        let and = try GeneratedDataset.and.made()
        #expect(and.inputs == Matrix(rows: 4, columns: 2, elements: [0, 0, 0, 1, 1, 0, 1, 1]))
        #expect(and.target == .classes(labels: [0, 0, 0, 1], names: ["0", "1"]))
    }

    @Test func circlesAreADiscAndARing() throws {
        for (x, y, label, _) in try points(.circles) {
            let radius = (x * x + y * y).squareRoot()
            #expect(label == 1 ? radius < 2.5 : radius >= 3.499999 && radius < 5.000001)
        }
    }

    @Test func moonsAreHalfCirclesInEachOthersHollow() throws {
        for (x, y, label, _) in try points(.moons) {
            let (dx, dy) = label == 0 ? (x, y) : (1 - x, 0.5 - y)
            #expect(abs(dx * dx + dy * dy - 1) < 1e-12)
            #expect(dy >= -1e-12)
        }
    }

    @Test(arguments: [2, 3, 5])
    func armsOfASpiralGoOutAsTheyTurn(classes: Int) throws {
        for (x, y, label, _) in try points(.spirals, classes: classes) {
            let radius = (x * x + y * y).squareRoot()
            #expect(radius < 5)
            // The angle from the upward axis, clockwise, in turns; and that of the arm at this radius.
            let turns = atan2(x, y) / (2 * .pi)
            let expected = 1.75 * radius / 5 + Double(label) / Double(classes)
            let difference = turns - expected
            #expect(abs(difference - difference.rounded()) < 1e-9)
        }
    }

    @Test(arguments: [2, 4, 7])
    func blobsLieAboutACircle(classes: Int) throws {
        let samples = try points(.blobs, samples: classes * 400, classes: classes, noise: 0.5)
        #expect(Set(samples.map(\.label)) == Set(0..<classes))
        for label in 0..<classes {
            let own = samples.filter { $0.label == label }
            let (x, y) = (own.map(\.x).reduce(0, +) / 400, own.map(\.y).reduce(0, +) / 400)
            #expect(abs((x * x + y * y).squareRoot() - 8.0.squareRoot()) < 0.15)
            let variance = own.reduce(0) { $0 + ($1.x - x) * ($1.x - x) } / 400
            #expect(abs(variance.squareRoot() - 0.5) < 0.06)
        }
        if classes == 2 {
            let centers = try points(.blobs, samples: 2)
            #expect(abs(centers[0].x - 2) < 1e-12 && abs(centers[0].y - 2) < 1e-12)
            #expect(abs(centers[1].x + 2) < 1e-12 && abs(centers[1].y + 2) < 1e-12)
        }
    }

    @Test func neighbouringFieldsOfTheBoardDiffer() throws {
        var fields: Set<[Int]> = []
        for (x, y, label, _) in try points(.checkerboard) {
            let (column, row) = (Int(((x + 6) / 3).rounded(.down)), Int(((y + 6) / 3).rounded(.down)))
            #expect((0..<4).contains(column) && (0..<4).contains(row))
            #expect((column + row) % 2 == label)
            fields.insert([column, row])
        }
        #expect(fields.count == 16)
    }

    @Test func thePlaneRisesFromCornerToCorner() throws {
        for (x, y, _, value) in try points(.plane) { #expect(abs(value - (x + y) / 12) < 1e-12) }
    }

    @Test func theGaussianHasHillsAndHollowsInTurn() throws {
        let middles = [(-4.0, 2.5, 1.0), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1)]
        for (x, y, _, value) in try points(.gaussian, samples: 3000) {
            // Middles are at least 4 apart, so that no more than one is nearer than 2.
            let near = middles.first { (x - $0.0) * (x - $0.0) + (y - $0.1) * (y - $0.1) < 4 }
            let distance = near.map { ((x - $0.0) * (x - $0.0) + (y - $0.1) * (y - $0.1)).squareRoot() } ?? 2
            #expect(abs(value - (near?.2 ?? 1) * (1 - distance / 2)) < 1e-12)
        }
    }

    @Test func theSineIsThatOfItsOneInput() throws {
        let samples = try points(.sine)
        for (x, _, _, value) in samples { #expect(abs(value - sin(x)) < 1e-14 && abs(x) <= .pi) }
        let noisy = try points(.sine, samples: 4000, noise: 0.3)
        let squares = noisy.reduce(0) { $0 + ($1.value - sin($1.x)) * ($1.value - sin($1.x)) }
        #expect(abs((squares / 4000).squareRoot() - 0.3) < 0.015)
    }

    @Test func whatCannotBeMadeIsRefused() {
        func message(_ set: GeneratedDataset, _ options: GeneratedDataset.Options) -> String? {
            do {
                _ = try set.made(options)
                return nil
            } catch {
                return error.description
            }
        }
        #expect(message(.moons, .init(samples: 0)) == "samples=0 is not from 1 to 10000000")
        #expect(message(.moons, .init(noise: -1)) == "noise=-1.0 is not a standard deviation from 0 to 1000000")
        #expect(message(.moons, .init(noise: .nan))?.hasPrefix("noise=nan is not") == true)
        #expect(
            message(.moons, .init(classes: 3))
                == "'moons' has the classes that it has: classes= does not go with it")
        #expect(message(.spirals, .init(classes: 101)) == "classes=101 is not from 2 to 100")
        #expect(
            message(.blobs, .init(samples: 4, classes: 5))
                == "samples=4 leaves some of the 5 classes without any")
        #expect(message(.spirals, .init(samples: 100, classes: 100)) == nil)
    }

    @Test func sinesAndCosinesAreThoseOfTheLibraryToTheLastDigits() {
        for step in -4000...4000 {
            let turns = Double(step) / 997
            #expect(abs(Double.sine(ofTurns: turns) - sin(2 * .pi * turns)) < 1e-14)
            #expect(abs(Double.cosine(ofTurns: turns) - cos(2 * .pi * turns)) < 1e-14)
        }
    }
}
