package dev.freehold.files.s3;

import dev.freehold.files.Document;
import dev.freehold.files.OpenDocument;
import dev.freehold.files.Site;
import dev.freehold.files.SiteRole;
import dev.freehold.files.Span;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.gaul.s3proxy.blobstore.SdkResponses;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Documents that are read. */
record ObjectReads(Caller caller, S3Call call) {

  HeadObjectResponse head(HeadObjectRequest request) {
    Site site = caller.site(request.bucket(), SiteRole.READ);
    Document document =
        caller.services().documents().require(site, request.key(), caller.requester());
    call.headConditions().requireForRead(document);
    return SdkResponses.toHead(Properties.response(document).build());
  }

  /** The handler closes what this returns. */
  ResponseInputStream<GetObjectResponse> get(GetObjectRequest request) {
    Site site = caller.site(request.bucket(), SiteRole.READ);
    OpenDocument opened =
        caller
            .services()
            .documents()
            .open(site, request.key(), found -> wanted(request, found), caller.requester());
    try {
      Document document = opened.document();
      ByteRange range = range(request, document);
      GetObjectResponse.Builder response = Properties.response(document);
      if (request.range() != null) {
        response.contentLength(range.length()).contentRange(range.header(document.sizeBytes()));
      }
      InputStream content = new Closing(opened.stream(range.from(), range.length()), opened);
      return SdkResponses.getResponse(response.build(), content);
    } catch (RuntimeException refused) {
      opened.close();
      throw refused;
    }
  }

  private static Span wanted(GetObjectRequest request, Document document) {
    ReadConditions.of(request).requireForRead(document);
    ByteRange range = range(request, document);
    return new Span(range.from(), range.length());
  }

  private static ByteRange range(GetObjectRequest request, Document document) {
    return request.range() == null
        ? new ByteRange(0, document.sizeBytes())
        : ByteRange.of(request.range(), document.sizeBytes());
  }

  /** Closes the document with its stream. */
  private static final class Closing extends FilterInputStream {

    private final OpenDocument opened;

    Closing(InputStream content, OpenDocument opened) {
      super(content);
      this.opened = opened;
    }

    @Override
    public void close() throws IOException {
      try (opened) {
        super.close();
      }
    }
  }
}
