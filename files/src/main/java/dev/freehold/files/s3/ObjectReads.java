package dev.freehold.files.s3;

import dev.freehold.files.Document;
import dev.freehold.files.Site;
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
record ObjectReads(Identity identity, SiteFiles files) {

  HeadObjectResponse head(HeadObjectRequest request) {
    Site site = identity.site(request.bucket(), SiteRole.READ);
    Document document = files.require(site, request.key(), identity.requester());
    return SdkResponses.toHead(Properties.response(document).build());
  }

  /** The handler closes what this returns. */
  ResponseInputStream<GetObjectResponse> get(GetObjectRequest request) {
    Site site = identity.site(request.bucket(), SiteRole.READ);
    SiteFiles.Opened opened = files.open(site, request.key(), identity.requester());
    try {
      Document document = opened.document();
      ReadConditions.of(request).requireForRead(document);
      GetObjectResponse.Builder response = Properties.response(document);
      ByteRange range = new ByteRange(0, document.sizeBytes());
      if (request.range() != null) {
        range = ByteRange.of(request.range(), document.sizeBytes());
        response.contentLength(range.length()).contentRange(range.header(document.sizeBytes()));
      }
      InputStream content = new Closing(opened.stream(range.from(), range.length()), opened);
      return SdkResponses.getResponse(response.build(), content);
    } catch (RuntimeException refused) {
      opened.close();
      throw refused;
    }
  }

  /** Closes the document with its stream. */
  private static final class Closing extends FilterInputStream {

    private final SiteFiles.Opened opened;

    Closing(InputStream content, SiteFiles.Opened opened) {
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
