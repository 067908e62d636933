import CommandLanguage
import Testing

@testable import FrontEnds

@Suite struct CandidateColumnsTests {
    private func candidates(_ line: String, variables: [String] = []) -> [CompletionCandidate] {
        var names = CompletionNames()
        names.variables = variables.map { CompletionNames.Entry($0, "") }
        return Completion.candidates(for: line, cursor: line.count, names: names).candidates
    }

    @Test func aFewStandWithTheirMeanings() {
        #expect(
            CandidateColumns.lines(of: candidates("set theme "), columns: 80) == [
                "dark   light text on a dark screen", "light  dark text on a light screen",
            ])
        #expect(
            CandidateColumns.lines(of: candidates("set theme "), columns: 20) == [
                "dark   light text o", "light  dark text on",
            ])
    }

    @Test func manyStandSideBySideDownTheColumns() {
        let letters = (0..<26).map { String(UnicodeScalar(UInt8(97 + $0))) + "_" }
        let lines = CandidateColumns.lines(of: candidates("let ", variables: letters), columns: 20)
        #expect(
            lines == [
                "a_  g_  m_  s_  y_", "b_  h_  n_  t_  z_", "c_  i_  o_  u_", "d_  j_  p_  v_", "e_  k_  q_  w_",
                "f_  l_  r_  x_",
            ])
    }

    @Test func noTerminalIsTooNarrow() {
        for columns in 1...30 {
            for line in CandidateColumns.lines(of: candidates("print "), columns: columns) {
                #expect(line.count < max(columns, 1) || line.isEmpty)
            }
        }
    }
}
