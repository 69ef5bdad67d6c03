import Text

/// What a model cannot know of itself and needs for "last night" and "here": the time, and which cluster is meant.
package enum Circumstances {
    /// A sentence in brackets for the end of the operator's message.
    package static func text(cluster: String, time: LocalTime = .machine) -> String {
        "[Jarvis adds: it is \(time.inFull). The cluster is \(Untrusted(cluster).line).]"
    }
}
