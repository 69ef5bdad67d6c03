import Glibc
import Testing

@testable import House

@Suite struct PrivateFolderTests {
    @Test func `missing folders are made for the owner alone`() throws {
        let scene = try Scene()
        let path = scene.folder + "/a/b"
        try PrivateFolder.prepare(path, inSharedParent: true)
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o700)
        try PrivateFolder.prepare(path, inSharedParent: true)
    }

    @Test func `a folder open to others, a file and a link in its place are refused`() throws {
        let scene = try Scene()
        let path = scene.folder + "/a"
        try PrivateFolder.prepare(path, inSharedParent: true)
        chmod(path, 0o750)
        #expect(throws: HouseError.unsafeFolder(path: path, fault: "has mode 0750 and is open to others")) {
            try PrivateFolder.prepare(path, inSharedParent: true)
        }
        let file = scene.folder + "/file"
        _ = try Descriptor.opening(file, O_CREAT | O_WRONLY)
        #expect(throws: HouseError.unsafeFolder(path: file, fault: "is not a folder")) {
            try PrivateFolder.prepare(file, inSharedParent: false)
        }
        let link = scene.folder + "/link"
        symlink(scene.folder, link)
        #expect(throws: HouseError.unsafeFolder(path: link, fault: "is not a folder")) {
            try PrivateFolder.prepare(link, inSharedParent: true)
        }
        try PrivateFolder.prepare(link, inSharedParent: false)
    }

    @Test func `a place that takes nothing new is an error and not an endless wait`() {
        #expect(throws: HouseError.system(call: "mkdir", subject: "/proc/jarvis", code: ENOENT)) {
            try PrivateFolder.prepare("/proc/jarvis/state", inSharedParent: false)
        }
    }

    @Test(.enabled(if: geteuid() == 0, "Only root can give a folder away."))
    func `a folder of somebody else is refused`() throws {
        let scene = try Scene()
        let path = scene.folder + "/a"
        try PrivateFolder.prepare(path, inSharedParent: true)
        chown(path, 65_534, 65_534)
        #expect(throws: HouseError.unsafeFolder(path: path, fault: "belongs to user 65534")) {
            try PrivateFolder.prepare(path, inSharedParent: true)
        }
    }

    @Test func `a report that swift-backtrace has just emptied is one`() throws {
        let scene = try Scene()
        let report = scene.folder + "/now.crash"
        #expect(!CrashFolder.holdsReport(report))
        _ = try Descriptor.opening(report, O_CREAT | O_WRONLY)
        #expect(CrashFolder.holdsReport(report))
    }

    @Test func `the newest crash reports are kept`() throws {
        let scene = try Scene()
        let path = scene.folder + "/crashes"
        let folder = try CrashFolder(path)
        let reports = (0..<14).map { folder.newReport(at: time_t($0) * 86_400, starter: 7) }
        for report in reports { _ = try Descriptor.opening(report, O_CREAT | O_WRONLY) }
        _ = try Descriptor.opening(path + "/notes.txt", O_CREAT | O_WRONLY)
        let kept = try CrashFolder(path).reports
        #expect(kept.map { path + "/" + $0 } == Array(reports.suffix(CrashFolder.mostReports - 1)))
        #expect(kept.first == "19700106T000000Z-7.crash")
        #expect(access(path + "/notes.txt", F_OK) == 0)
    }
}
