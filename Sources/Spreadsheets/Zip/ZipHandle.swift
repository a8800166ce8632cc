internal import CZip

/// libzip's archive over a copy of the caller's bytes, both freed together.
final class ZipHandle {
    let archive: OpaquePointer
    private let storage: UnsafeMutableRawBufferPointer

    init(_ bytes: [UInt8]) throws(ZipFault) {
        let storage = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
        storage.copyBytes(from: bytes)
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard
            let source = zip_source_buffer_create(
                storage.baseAddress,
                zip_uint64_t(bytes.count),
                0,
                &error
            )
        else {
            storage.deallocate()
            throw .outOfMemory
        }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
            zip_source_free(source)
            storage.deallocate()
            throw zip_error_code_zip(&error) == ZIP_ER_NOZIP ? .notZip : .damaged
        }
        self.archive = archive
        self.storage = storage
    }

    deinit {
        // Frees the source as well; nothing is written.
        zip_discard(archive)
        storage.deallocate()
    }
}
