/// Fashion-MNIST: 70 000 pictures of clothing, 28×28 pixels, ten kinds; as hard for a network as MNIST looks easy.
///
/// H. Xiao, K. Rasul and R. Vollgraf, *Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms*,
/// 2017. Not shipped, since Debian has it as a package.
public enum FashionMNIST {
    /// Its name in `data`.
    public static let name = "fashion-mnist"
    /// A short description.
    public static let meaning = "70000 images of 28x28, 10 kinds of clothing"
    /// The name of its Debian package.
    public static let package = "dataset-fashion-mnist"
    /// The folder in which that package installs it.
    public static let folder = "/usr/share/datasets/fashion-mnist"
    /// Its authors and licence.
    public static let source = "H. Xiao, K. Rasul and R. Vollgraf 2017, Zalando, MIT"
    /// The kinds of clothing in the order of their labels.
    public static let classNames = [
        "T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
    ]

    /// The two files of a part.
    public struct Part: Equatable, Sendable {
        /// The pictures.
        public let images: String
        /// Their labels.
        public let labels: String
    }

    /// 60 000 samples to train on.
    public static let training = Part(images: "train-images-idx3-ubyte.gz", labels: "train-labels-idx1-ubyte.gz")
    /// 10 000 to test on.
    public static let test = Part(images: "t10k-images-idx3-ubyte.gz", labels: "t10k-labels-idx1-ubyte.gz")
}
