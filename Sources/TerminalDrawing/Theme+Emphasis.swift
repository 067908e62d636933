/// Styles that follow from others.
extension Theme {
    /// The title line's less important half.
    package var statusBarMuted: Style { statusBar.foreground(muted.foreground) }
    /// The title of what has the focus.
    package var focusedTitle: Style { focusedBorder.bold() }
}
