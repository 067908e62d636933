import PlainText

extension DatasetError: CustomStringConvertible {
    /// One line for the user that says what is wrong. A fault in a file begins with `FILE:LINE:COLUMN: `.
    public var description: String {
        switch self {
        case .csv(let fault, let location):
            return "\(location): \(fault)"
        case .idx(let fault, let location):
            return "\(location): \(fault)"
        case .gzip(let fault, let location):
            return "\(location): \(fault)"
        case .notInstalled(let set, let file, let folder, let package):
            return "\(set) is not installed: there is no '\(file)' in \(folder). It is Debian's package \(package), "
                + "which 'sudo apt-get install \(package)' installs"
        case .cancelled:
            return "cancelled"
        case .resourceMissing(let file, let folders):
            return "\(file), which comes with backstep, is not there; looked in \(folders.joined(separator: ", "))"
        case .sampleCountOutOfRange(let count, let limit):
            return "samples=\(count) is not from 1 to \(limit)"
        case .noiseOutOfRange(let noise, let limit):
            return "noise=\(noise) is not a standard deviation from 0 to \(Int(limit))"
        case .classCountOutOfRange(let count, let limit):
            return "classes=\(count) is not from 2 to \(limit)"
        case .classesAreGiven(let set):
            return "'\(set)' has the classes that it has: classes= does not go with it"
        case .fewerSamplesThanClasses(let samples, let classes):
            return "samples=\(samples) leaves some of the \(classes) classes without any"
        case .inlineRowsDiffer(let inputs, let targets):
            return "X has \(counted(inputs, "row")), Y has \(targets): each sample needs a row in both"
        case .inlineWithoutCells:
            return "X and Y each need at least one row and one column"
        case .shareOutOfRange(let part, let fraction):
            return "\(part.rawValue)=\(fraction) is not a share: it must be at least 0 and less than 1"
        case .limitOutOfRange(let limit):
            return "limit=\(limit) leaves no sample: it must be at least 1"
        case .splitLeavesNothing(let part, let option, let fraction, let samples):
            return "\(option.rawValue)=\(fraction) of \(counted(samples, "sample")) leaves no \(part.rawValue) sample"
        case .oneClassOnly(let dataset, let className):
            return "all samples of \(dataset) are of the class '\(className)': there is nothing to tell apart; "
                + "is the label column right?"
        }
    }
}

extension FileLocation: CustomStringConvertible {
    /// `FILE:LINE:COLUMN`
    public var description: String { "\(file):\(line):\(column)" }
}

extension CSVColumn: CustomStringConvertible {
    /// `column 'width'`, or `column 3 (counted from 0)` without a header.
    public var description: String { name.map { "column '\(excerpt($0))'" } ?? "column \(index) (counted from 0)" }
}

extension CSVFault: CustomStringConvertible {
    /// What is wrong, without the place.
    public var description: String {
        switch self {
        case .emptyFile: "the file is empty"
        case .binary: "a NUL byte: this is not a text file"
        case .utf16: "the file is UTF-16, and CSV is read as UTF-8"
        case .notUTF8: "a byte that is not UTF-8 text"
        case .headerOnly: "there is a header, but no row below it"
        case .labelNotGiven(let columns):
            "which column is to be learnt? label= takes its name or its index; \(list(columns))"
        case .noSuchColumn(let name, let columns, let suggestion):
            "there is no column '\(excerpt(name))'\(suggestion.map { ", did you mean '\($0)'?" } ?? ""); \(list(columns))"
        case .columnIndexOutOfRange(let index, let count):
            "there is no column \(index): the file has \(counted(count, "column")), 0 to \(count - 1) "
                + "(or -\(count) to -1 from the end)"
        case .ambiguousColumn(let name, let indices):
            "several columns are called '\(excerpt(name))': label= needs an index, one of "
                + indices.map(String.init).joined(separator: ", ")
        case .noFeatures(let label):
            "the label, \(label), is the only column: there is nothing to learn it from"
        case .raggedRow(let expected, let found):
            "this row has \(counted(found, "cell")), and the first has \(expected)"
        case .emptyLine: "an empty line, and more rows below it"
        case .emptyCell(let column): "an empty cell in \(column)"
        case .notANumber(let cell, let column): "'\(excerpt(cell))' is not a number, in \(column)"
        case .labelNotANumber(let cell, let column, let isRegression):
            "'\(excerpt(cell))' is not a number, in \(column), the label"
                + (isRegression ? "" : " (task=classification makes a class of each distinct cell)")
        case .notFinite(let cell, let column): "'\(excerpt(cell))' is not a finite number, in \(column)"
        case .tooManyClasses(let column, let limit):
            "more than \(limit) classes in \(column) (task=regression learns numbers)"
        case .unterminatedQuote: "this quote is never closed"
        case .quoteInsideCell:
            "a quote inside a cell that does not begin with one (quote the whole cell and double the quotes in it)"
        case .textAfterQuote: "text after the closing quote of a cell (a quote inside a quoted cell is doubled)"
        }
    }
}

/// Text from the user's file, cut to fit in a line, with control characters escaped.
private func excerpt(_ text: String) -> String {
    let limit = 40
    let shown = text.unicodeScalars.prefix(limit).reduce(into: "") { shown, scalar in
        if scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format {
            shown += scalar.escaped(asASCII: true)
        } else {
            shown.unicodeScalars.append(scalar)
        }
    }
    return text.unicodeScalars.count > limit ? shown + "…" : shown
}

/// `the columns are a, b, c`, with the middle left out if there are many.
private func list(_ columns: [CSVColumn]) -> String {
    guard columns.contains(where: { $0.name != nil }) else {
        return "the file has no header and \(counted(columns.count, "column"))"
    }
    let names = columns.map { excerpt($0.name ?? "\($0.index)") }
    let shown = names.count > 12 ? names.prefix(8) + ["…"] + names.suffix(3) : names[...]
    return "the columns are \(shown.joined(separator: ", "))"
}
