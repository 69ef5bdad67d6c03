/// Why a guest is not running any more.
package enum StopCause: Sendable, Hashable {
    /// Somebody asked for it; the task says who.
    case asked(UPID)
    /// Nobody asked Proxmox: a crash, or a shutdown from within the guest.
    case unasked
    /// Its node was away in between.
    case nodeLost
    /// The task list could not be read.
    case unknown
}

/// One thing that became different in a cluster.
package enum ClusterChange: Sendable, Hashable {
    case nodeWentOffline(Node)
    /// Its status daemon stopped reporting; it may well run.
    case nodeFellSilent(Node)
    case nodeCameBack(Node)
    case nodeJoined(Node)
    case nodeLeft(Node)
    case guestStarted(Guest)
    case guestStopped(Guest, StopCause)
    case guestPaused(Guest)
    /// QEMU stopped it because of an error of its own or of its storage.
    case guestFaulted(Guest)
    case guestMoved(Guest, from: NodeName)
    case guestAppeared(Guest)
    /// The task is what removed it, when one is known.
    case guestVanished(Guest, UPID?)
    /// The part in use rose to the threshold, one of ``Threshold/storage``.
    case storageFilled(Storage, threshold: Double)
    /// The part in use fell well below the threshold.
    case storageRelieved(Storage, threshold: Double)
    case storageLost(Storage)
    case storageReturned(Storage)
    case quorumLost
    case quorumRegained
    case taskStarted(ClusterTask)
    /// It ended, and not with an error.
    case taskFinished(ClusterTask)
    case taskFailed(ClusterTask)
    /// A backup ended; its state says how.
    case backupFinished(ClusterTask)
    /// Nothing is visible any more though the answers are good: rights were taken away.
    case sightLost
}
