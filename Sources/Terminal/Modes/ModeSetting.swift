extension TerminalScreen {
    /// Switches the modes that a sequence names.
    mutating func setModes(
        _ parameters: borrowing SequenceParameters, _ table: [ModeEntry], _ on: Bool
    ) {
        for index in 0..<parameters.count {
            let number = parameters.value(index)
            guard let entry = entry(number, table) else { continue }
            set(entry, on)
        }
    }

    private mutating func set(_ entry: ModeEntry, _ on: Bool) {
        if let change = entry.change { change(&self, on) } else { modes.set(entry.mode, on) }
    }

    /// XTSAVE: puts the private modes that a sequence names aside.
    mutating func saveModes(_ parameters: borrowing SequenceParameters) {
        for index in 0..<parameters.count {
            let number = parameters.value(index)
            guard let entry = entry(number, ModeEntry.decPrivate), entry.fixed == nil else { continue }
            savedModes[number] = report(entry) == 1
        }
    }

    /// XTRESTORE: takes back what was put aside; modes that exclude each other are switched off first.
    mutating func restoreModes(_ parameters: borrowing SequenceParameters) {
        for isSet in [false, true] {
            for index in 0..<parameters.count {
                let number = parameters.value(index)
                guard savedModes[number] == isSet, let entry = entry(number, ModeEntry.decPrivate) else {
                    continue
                }
                set(entry, isSet)
            }
        }
    }

    /// DECRQM's answer: 1 set, 2 reset, 3 set for good, 4 reset for good, 0 not known.
    func report(mode number: Int, _ table: [ModeEntry]) -> Int {
        entry(number, table).map { report($0) } ?? 0
    }

    private func report(_ entry: ModeEntry) -> Int {
        if let fixed = entry.fixed { return fixed }
        let isSet = entry.number == 1_048 ? saved.isSaved : modes.contains(entry.mode)
        return isSet ? 1 : 2
    }

    private func entry(_ number: Int, _ table: [ModeEntry]) -> ModeEntry? {
        table.first { $0.number == number && conformance >= $0.level }
    }
}
