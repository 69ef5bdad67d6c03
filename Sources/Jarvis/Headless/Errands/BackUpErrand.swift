import Memory

extension Errand {
    /// Copies the memory to a new file, given by its absolute path, while everything goes on.
    package static let backUp = Errand("back-up", need: .memory, patience: .seconds(600)) {
        estate, arguments, _ in
        guard let path = arguments.first, path.hasPrefix("/") else {
            return Ending(.usage, "Name the file by its absolute path.")
        }
        do throws(MemoryError) {
            try await estate.store.backUp(to: path)
            return Ending(.done)
        } catch .exists(let path) {
            return Ending(.cannotCreate, MemoryError.exists(path: path).told)
        } catch {
            return Ending(.memory, error.told)
        }
    }
}
