package dev.freehold.server.document;

import dev.freehold.crypto.work.BusyException;
import dev.freehold.crypto.work.CpuPool;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes, signs and checks PDF files on few threads of the operating system, with a share for each
 * tenant. Thread-safe.
 */
final class DocumentWork {

  private final CpuPool pool =
      new CpuPool(
          "document",
          new CpuPool.Bounds(
              CpuPool.halfOfProcessors(),
              DocumentLimits.MAX_WAITING_OF_TENANT,
              DocumentLimits.MAX_WAITING,
              DocumentLimits.MAX_WAIT));

  /**
   * Does work for a tenant when it is its turn. The work must not use the database: what is bound
   * to the caller's thread is not bound to that of the work.
   *
   * @throws DocumentException {@code BUSY} if too much waits
   */
  <T> T run(UUID tenantId, Supplier<T> work) {
    try {
      return pool.run(tenantId, work);
    } catch (BusyException tooMuch) {
      throw new DocumentException(
          DocumentError.BUSY,
          "the server is working on as many documents as it can; try again in %d s"
              .formatted(tooMuch.retryAfterSeconds()),
          tooMuch);
    }
  }
}
