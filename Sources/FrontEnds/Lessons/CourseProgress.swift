import Foundation
import Platform
import Screen

/// How far the user got in each lesson, kept in a file from one run to the next.
///
/// There is a line for each lesson, its fields separated by tabs: the file's name, the chapters begun and their number,
/// whether it was finished, how many questions were answered correctly at the first try, and how many were asked. Like
/// the prompt's history, this is a convenience: whatever is wrong with the file, the program goes on silently.
struct CourseProgress {
    /// The path of the file; nil if there is no place for it.
    let path: String?
    private var lessons: [String: LessonProgress] = [:]

    /// A larger file does not come from this program.
    private static let mostBytes = 1 << 20

    /// Reads the file at `path`.
    init(path: String?) {
        self.path = path
        lessons = Self.read(path)
    }

    /// The progress in a lesson; nil if it was never begun.
    subscript(_ lesson: String) -> LessonProgress? { lessons[lesson] }

    /// Records the progress in a lesson, and saves it if it is better than before.
    mutating func record(_ progress: LessonProgress, of lesson: String) {
        // Another instance of the program may have recorded other lessons meanwhile.
        var all = Self.read(path)
        for (name, known) in lessons { all[name] = all[name].map { known.merged(with: $0) } ?? known }
        let merged = all[lesson].map { $0.merged(with: progress) } ?? progress
        let isNews = lessons[lesson] != merged
        all[lesson] = merged
        lessons = all
        guard isNews, let path else { return }
        try? FileManager.default.createDirectory(
            atPath: FilePath.folder(of: path), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let lines = lessons.sorted { $0.key < $1.key }.map { name, progress in
            ([name, "\(progress.reached)", "\(progress.chapters)", progress.isFinished ? "1" : "0"]
                + ["\(progress.rightAtOnce)", "\(progress.asked)"]).joined(separator: "\t") + "\n"
        }
        try? AtomicFile.write(Array(lines.joined().utf8), to: path)
    }

    private static func read(_ path: String?) -> [String: LessonProgress] {
        guard let path, let data = FileManager.default.contents(atPath: path), data.count <= mostBytes else {
            return [:]
        }
        var lessons: [String: LessonProgress] = [:]
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            let numbers = fields.dropFirst().compactMap { Int($0) }
            guard fields.count == 6, numbers.count == 5, numbers.allSatisfy({ (0...10_000).contains($0) }) else {
                continue
            }
            lessons[String(fields[0])] = LessonProgress(
                reached: numbers[0], chapters: numbers[1], isFinished: numbers[2] == 1, rightAtOnce: numbers[3],
                asked: numbers[4])
        }
        return lessons
    }
}
