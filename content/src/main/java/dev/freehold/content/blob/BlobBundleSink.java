package dev.freehold.content.blob;

import dev.freehold.content.ContentLimits;
import dev.freehold.custody.BundlePart;
import dev.freehold.custody.BundleSink;
import dev.freehold.custody.CustodyLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;

/** Keeps the parts of key bundles as blobs beside the objects that they open. */
public final class BlobBundleSink implements BundleSink {

  private final BlobStore blobs;

  /** Writes into {@code blobs}. */
  public BlobBundleSink(BlobStore blobs) {
    this.blobs = blobs;
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.freehold.content.ContentException with the blob store's code
   */
  @Override
  public void write(BundlePart part, byte[] document) {
    write(nameOf(part), document, CustodyLimits.MAX_BUNDLE_PART_BYTES);
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.freehold.content.ContentException with the blob store's code
   */
  @Override
  public void delete(BundlePart part) {
    blobs.delete(nameOf(part));
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.freehold.content.ContentException with the blob store's code
   */
  @Override
  public void writePack(UUID tenantId, UUID policyId, UUID packId, byte[] document) {
    write(
        BlobName.bundledPack(tenantId, policyId, packId),
        document,
        CustodyLimits.MAX_BUNDLE_PACK_BYTES);
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.freehold.content.ContentException with the blob store's code
   */
  @Override
  public void deletePacks(UUID tenantId, UUID policyId) {
    BlobArea area = BlobArea.packsOf(tenantId, policyId);
    Optional<BlobName> after = Optional.empty();
    do {
      BlobPage page = blobs.list(area, after, ContentLimits.LIST_PAGE_MAX_ENTRIES);
      page.entries().forEach(pack -> blobs.delete(pack.name()));
      after = page.next();
    } while (after.isPresent());
  }

  private void write(BlobName name, byte[] document, int maxBytes) {
    try (BlobWriter writer = blobs.create(name, maxBytes)) {
      writer.stream().write(document);
      writer.commit();
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  /** Where a part lies. */
  public static BlobName nameOf(BundlePart part) {
    return switch (part.kind()) {
      case POLICY -> BlobName.bundledPolicy(part.tenantId(), part.id());
      case OWNER_KEY -> BlobName.bundledKey(part.tenantId(), part.id());
    };
  }
}
