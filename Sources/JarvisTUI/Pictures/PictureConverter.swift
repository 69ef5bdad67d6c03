import CPOSIX
import CommandLine
import Glibc
import Jarvis
import Subprocess
import Text

/// A program of the system's that makes a PNG of a drawing: it reads SVG and writes the other picture.
struct PictureConverter: Equatable {
    /// The absolute or relative path of the program.
    let program: String
    let arguments: [String]

    /// How long it may take; a large screen takes rsvg-convert less than a second.
    static let deadline = Duration.seconds(30)
    private static let longestPicture = 64 << 20
    private static let longestComplaint = 1 << 20

    /// Those that are known, the best first; all read standard input and write standard output.
    private static let known = [
        ("rsvg-convert", ["--format", "png"]),
        ("magick", ["svg:-", "png:-"]),
        ("convert", ["svg:-", "png:-"]),
        ("inkscape", ["--pipe", "--export-type=png", "--export-filename=-"]),
    ]

    /// The first of the known ones in the folders of a `PATH`; `nil` where there is none.
    init?(searchPath: String) {
        let folders = searchPath.split(separator: ":")
        for (name, arguments) in Self.known {
            let paths = folders.map { "\($0)/\(name)" }
            guard let program = paths.first(where: Self.isRunnable) else { continue }
            self.program = program
            self.arguments = arguments
            return
        }
        return nil
    }

    /// The one that this process would start.
    static var installed: PictureConverter? {
        PictureConverter(searchPath: ProcessEnvironment.current["PATH"] ?? "/usr/local/bin:/usr/bin:/bin")
    }

    private static func isRunnable(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }

    /// Why there is no PNG.
    enum Fault: Error, Equatable, CustomStringConvertible {
        /// None of the known programs is there.
        case missing
        /// It did not end in time and was stopped.
        case slow(program: String, limit: Duration)
        /// It ended otherwise than well; with the first line of its complaint, which nobody vouches for.
        case failed(program: String, reason: String)

        var description: String {
            switch self {
            case .missing:
                "Jarvis draws SVG and needs a program for PNG: install librsvg2-bin (rsvg-convert), or write an .svg."
            case .slow(let program, let limit):
                "\(program) made no PNG within \(limit.components.seconds) seconds and was stopped; write an .svg."
            case .failed(let program, let reason):
                "\(program) made no PNG: \(reason). Install librsvg2-bin (rsvg-convert), or write an .svg."
            }
        }

        /// How a command ends with it.
        var ending: Errand.Ending { Errand.Ending(.unavailable, description) }
    }

    /// The PNG of a drawing, for a command that can do nothing else meanwhile.
    func pngWaiting(for drawing: String) throws -> [UInt8] {
        try Blocking.wait { try await png(of: drawing) }
    }

    /// The PNG of a drawing.
    func png(of drawing: String, within limit: Duration = deadline) async throws(Fault) -> [UInt8] {
        do {
            return try await withDeadline(limit) { try await converted(drawing) }
        } catch let fault as Fault {
            throw fault
        } catch is DeadlineExceeded {
            throw .slow(program: program, limit: limit)
        } catch {
            throw .failed(program: program, reason: Untrusted("\(error)").words(columns: 120))
        }
    }

    private func converted(_ drawing: String) async throws -> [UInt8] {
        var options = PlatformOptions()
        // A session of its own, so that what it started ends with it.
        options.createSession = true
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(100))
        ]
        let input = try Self.file(of: drawing)
        let result = try await Subprocess.run(
            .path(.init(program)), arguments: .init(arguments), platformOptions: options,
            input: .fileDescriptor(.init(rawValue: input), closeAfterSpawningProcess: true),
            output: .bytes(limit: Self.longestPicture), error: .bytes(limit: Self.longestComplaint))
        guard result.terminationStatus.isSuccess else {
            let complaint = result.standardError.split(separator: 10).first.map { Untrusted(bytes: $0) }
            let words = complaint.map { ": \($0.words(columns: 120))" } ?? ""
            throw Fault.failed(program: program, reason: "it ended with \(result.terminationStatus)\(words)")
        }
        // https://www.w3.org/TR/png-3/#3PNGsignature
        guard result.standardOutput.starts(with: [0x89, 0x50, 0x4E, 0x47]) else {
            throw Fault.failed(program: program, reason: "what it wrote is no PNG")
        }
        return result.standardOutput
    }

    /// A file without a name that holds a text, from its beginning; one that nobody reads breaks no pipe.
    private static func file(of text: String) throws(Fault) -> Int32 {
        let descriptor = memfd_create("jarvis-picture", UInt32(MFD_CLOEXEC))
        var rest = Array(text.utf8)[...]
        while descriptor >= 0, !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else { break }
            rest = rest.dropFirst(max(0, count))
        }
        guard descriptor >= 0, rest.isEmpty, lseek(descriptor, 0, SEEK_SET) == 0 else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw .failed(program: "Jarvis", reason: reason)
        }
        return descriptor
    }
}
