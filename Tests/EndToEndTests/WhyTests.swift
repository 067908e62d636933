import Foundation
import Platform
import TestSupport
import Testing

/// `why` in the built program: every kind of answer as one JSON object, and ending a search early.
@Suite struct WhyTests {
    private func answer(_ commands: String, status: ProgramEnd = .exited(0)) throws -> [String: Any] {
        let run = try BuiltProgram.run("run", "--format", "json", "-", input: xorSetUp + commands + "\n")
        #expect(run.status == status)
        let line = try #require(run.output.split(separator: "\n").last)
        let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(object["kind"] as? String == "why")
        #expect(object["interrupted"] as? Bool == false)
        return object
    }

    private func values(_ objects: Any?) throws -> [Double] {
        try #require(objects as? [[String: Any]]).map { try #require($0["value"] as? Double) }
    }

    @Test func aGradientsPathsAndSharesSumUpToIt() throws {
        let object = try answer("next\nwhy dW1[0,2]")
        #expect(object["answer"] as? String == "paths")
        #expect(object["operation"] as? String == "linear1.backward")
        #expect(object["iteration"] as? Int == 0)
        #expect(object["pathCount"] as? Double == 8)
        let value = try #require(object["value"] as? Double)
        let rest = try #require(object["rest"] as? Double)
        let (paths, shares) = (try values(object["paths"]), try values(object["shares"]))
        #expect(abs(paths.reduce(rest, +) - value) < 1e-15)
        #expect(shares.count == 4)
        #expect(abs(shares.reduce(0, +) - value) < 1e-15)
        let first = try #require((object["paths"] as? [[String: Any]])?.first)
        let factors = try #require(first["factors"] as? [[String: Any]])
        #expect(factors.count == 4)
        #expect(abs(try values(factors).reduce(1, *) - paths[0]) < 1e-15)
    }

    @Test func aWeightsHistoryIsThere() throws {
        let object = try answer("next 40\nlet W1[0,2] = 2\nnext 10\nwhy W1[0,2]")
        #expect(object["answer"] as? String == "history")
        #expect(object["updates"] as? Int == 50)
        let number = { (key: String) in try #require(object[key] as? Double) }
        let sum = try number("initial") + number("sumOfUpdates") + number("sumOfChanges")
        #expect(try abs(sum - number("value")) < 1e-14)
        #expect((object["largest"] as? [[String: Any]])?.count == 8)
        let change = try #require((object["changes"] as? [[String: Any]])?.first)
        #expect(change["iteration"] as? Int == 40)
        #expect(change["after"] as? Double == 2)
    }

    @Test func theOriginOfANumberThatIsNoneIsThere() throws {
        let object = try answer(
            "next 30\nstep 3\nlet A1[0,3] = 1e300\nlet W2[3,1] = 1e10\ntrain 500 iterations\nwhy W1[1,1]")
        #expect(object["value"] as? String == "nan")
        #expect(object["answer"] as? String == "origin")
        #expect(object["cause"] as? String == "operation")
        let hops = try #require(object["hops"] as? [[String: Any]])
        #expect(hops.first?["operation"] as? String == "linear2.forward")
        #expect(hops.first?["iteration"] as? Int == 30)
        #expect(hops.first?["name"] as? String == "Z2")
        #expect(hops.first?["value"] as? String == "inf")
        #expect(hops.last?["name"] as? String == "W1")
        let factors = try #require((object["operands"] as? [[String: Any]])?.first?["factors"] as? [[String: Any]])
        #expect(factors.map { $0["factor"] as? String } == ["A1[0,3]", "W2[3,1]"])
    }

    @Test func termsAndOperandsAreThere() throws {
        let terms = try answer("next\nwhy Z1[3,2]")
        #expect(terms["answer"] as? String == "terms")
        #expect(terms["termCount"] as? Int == 3)
        let operands = try answer("next\nwhy dP[1,0]")
        #expect(operands["answer"] as? String == "operands")
        #expect((operands["operands"] as? [[String: Any]])?.isEmpty == false)
    }
}
