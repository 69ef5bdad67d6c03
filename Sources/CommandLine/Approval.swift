import House
import Jarvis

extension Approval {
    /// A word is worth what the kernel tells of the process that gave it.
    package init(_ testimony: Testimony) {
        switch testimony {
        case .witness(let witness): self = .given(by: witness.description)
        case .objection(let objection): self = .void(objection.description)
        }
    }
}
