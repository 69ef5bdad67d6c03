import CPOSIX
import Glibc

/// The code and the constants of the program and its libraries, as far as this process has them in memory.
package enum ProgramPages {
    /// Lets go of them: a page that is needed again comes back from the page cache.
    ///
    /// Whoever waits for days has read megabytes of code in a few milliseconds of starting, and needs them no more.
    /// Source: dl_iterate_phdr(3); madvise(2), MADV_DONTNEED on a private file mapping.
    package static func release() {
        _ = dl_iterate_phdr(
            { image, _, _ in
                guard let image = image?.pointee, let headers = image.dlpi_phdr else { return 0 }
                for header in UnsafeBufferPointer(start: headers, count: Int(image.dlpi_phnum))
                where header.p_type == PT_LOAD && header.p_flags & UInt32(PF_W) == 0 {
                    ProgramPages.release(
                        from: UInt(image.dlpi_addr + header.p_vaddr), bytes: UInt(header.p_memsz))
                }
                return 0
            }, nil)
    }

    private static func release(from address: UInt, bytes: UInt) {
        let page = UInt(getpagesize())
        let start = address / page * page
        // Advice: where the kernel refuses it, the pages stay.
        _ = madvise(UnsafeMutableRawPointer(bitPattern: start), Int(address + bytes - start), MADV_DONTNEED)
    }
}
