import Glibc

/// What is in a folder.
enum FolderListing {
    /// The names in a folder, in no order; none where it cannot be read.
    static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        return names
    }

    /// Those that are numbers: processes, threads, descriptors.
    static func numbers(in path: String) -> [Int32] {
        names(in: path).compactMap { Int32($0) }
    }
}
