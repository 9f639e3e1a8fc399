package dev.freehold.content.blob;

import dev.freehold.custody.BundlePart;
import dev.freehold.custody.BundleSink;
import dev.freehold.custody.CustodyLimits;
import java.io.IOException;
import java.io.UncheckedIOException;

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
    try (BlobWriter writer = blobs.create(nameOf(part), CustodyLimits.MAX_BUNDLE_PART_BYTES)) {
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
