import Foundation
import TerminalDrawing
import Testing
@testable import FrontEnds
@testable import WorkbenchViews
@Suite struct ZPictures {
    @Test func pictures() throws {
        var f = ScreenFixture(playing: BuiltInLesson.first.text)
        for _ in 0..<4 { f.press(.character(" ")) }
        f.press(.tab, .right)
        try f.grid(120, 36).svg().write(toFile: "/tmp/p1.svg", atomically: true, encoding: .utf8)
        try f.grid(80, 24).svg().write(toFile: "/tmp/p2.svg", atomically: true, encoding: .utf8)
        var g = ScreenFixture(playing: "data iris test=0.2 standardize=yes\nnetwork 4-8-3\noptimizer sgd lr=0.1 momentum=0.9\nbatch 16 shuffle=yes\ntrain 12 epochs\nstep 7")
        try g.grid(120, 36).svg().write(toFile: "/tmp/p3.svg", atomically: true, encoding: .utf8)
        g.run("finish"); g.run("finish")
        try g.grid(160, 45).svg().write(toFile: "/tmp/p4.svg", atomically: true, encoding: .utf8)
    }
}
