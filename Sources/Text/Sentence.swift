extension String {
    /// The sentence with a full stop, where it does not end with a mark of its own.
    package var withStop: String {
        last.map { ".!?".contains($0) } == true ? self : self + "."
    }
}
