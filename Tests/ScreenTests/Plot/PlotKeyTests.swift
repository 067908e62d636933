import TerminalDrawing
import Testing

@testable import Screen

@Suite struct PlotKeyTests {
    @Test func noKeyOfAPlotMeansAnythingElse() {
        for key in PlotKey.allCases {
            #expect(KeyMap.command(for: key.rawValue) == nil, "\(key)")
            #expect(ScreenKey(rawValue: key.rawValue) == nil, "\(key)")
            #expect(Movement(.character(key.rawValue)) == nil, "\(key)")
            #expect(!":?q ".contains(key.rawValue), "\(key)")
            #expect(KeyMap.keys.contains { $0.key == String(key.rawValue) && $0.meaning == key.meaning })
        }
    }
}
