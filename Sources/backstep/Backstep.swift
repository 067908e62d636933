@main
struct Backstep {
    static func main() {}
}
