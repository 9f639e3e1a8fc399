package dev.freehold.bench.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** S3Proxy's file-system store as durable as the product: it answers when the disk has it. */
final class FlushingBlobStore extends ForwardingBlobStore {

  private final Path folder;

  FlushingBlobStore(BlobStore store, Path folder) {
    super(store);
    this.folder = folder;
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
    PutObjectResponse response = super.putBlob(request, content);
    Path file = folder.resolve(request.bucket()).resolve(request.key());
    flush(file, StandardOpenOption.WRITE);
    flush(file.getParent(), StandardOpenOption.READ);
    return response;
  }

  private static void flush(Path path, StandardOpenOption how) {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
