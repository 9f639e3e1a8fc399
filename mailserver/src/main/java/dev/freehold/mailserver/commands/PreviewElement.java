package dev.freehold.mailserver.commands;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.james.imap.message.response.FetchResponse;

/** A preview among the items of a FETCH response, as a literal in UTF-8. */
final class PreviewElement implements FetchResponse.BodyElement {

  private final byte[] text;

  PreviewElement(String preview) {
    this.text = preview.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String getName() {
    return "PREVIEW";
  }

  @Override
  public long size() {
    return text.length;
  }

  @Override
  public InputStream getInputStream() {
    return new ByteArrayInputStream(text);
  }
}
