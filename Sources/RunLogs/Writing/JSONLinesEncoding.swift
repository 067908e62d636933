import PlainText

/// Records as JSON objects (RFC 8259), one per line.
///
/// `{"run":"main","iteration":0,"loss":0.69,"accuracy":0.5,"lr":0.1}`; records of epochs also have `"epoch"`. NaN and
/// infinities, which are not numbers in JSON, are `"nan"`, `"inf"` and `"-inf"`.
enum JSONLinesEncoding {
    static func write(_ record: RunRecord, to bytes: inout [UInt8]) {
        var fields = [JSONField("run", .string(record.run)), JSONField("iteration", .integer(record.iteration))]
        if let epoch = record.epoch { fields.append(JSONField("epoch", .integer(epoch))) }
        fields += record.values.map { JSONField($0.name, .number($0.value)) }
        JSONValue.object(fields).write(to: &bytes, numbers: NumberFormat.floatingPoint)
        bytes.append(Byte.newline)
    }
}
