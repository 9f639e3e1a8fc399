package dev.freehold.files.s3.operation;

import dev.freehold.files.documents.Document;
import dev.freehold.files.documents.OpenDocument;
import dev.freehold.files.parts.ByteSpan;
import dev.freehold.files.s3.request.ReadConditions;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteRole;
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
record ObjectReads(S3Caller caller, S3Call call) {

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
      RangeHeader range = range(request, document);
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

  private static ByteSpan wanted(GetObjectRequest request, Document document) {
    ReadConditions.of(request).requireForRead(document);
    RangeHeader range = range(request, document);
    return new ByteSpan(range.from(), range.length());
  }

  private static RangeHeader range(GetObjectRequest request, Document document) {
    return request.range() == null
        ? new RangeHeader(0, document.sizeBytes())
        : RangeHeader.of(request.range(), document.sizeBytes());
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
