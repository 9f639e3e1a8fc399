package dev.freehold.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page below {@code docs/reference} that is made from the code and kept in the source. */
public final class KeptPage {

  private static final String WRITE = "freehold.pages.write";

  private KeptPage() {}

  /**
   * Fails unless the kept page is {@code now}; writes it anew if the build was asked to.
   *
   * @param madeBy the test that makes the page
   */
  public static void assertKept(String name, String now, Class<?> madeBy) throws IOException {
    Path page = Path.of(System.getProperty("freehold.root"), "docs", "reference", name);
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(page, now);
    }
    assertThat(Files.exists(page) ? Files.readString(page) : "")
        .as(
            "to write %s anew run: mvn -pl server -am -Dtest=%s -D%s=true test",
            name, madeBy.getSimpleName(), WRITE)
        .isEqualTo(now);
  }
}
