package dev.freehold.console.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Files of the console")
class AssetsTest {

  /** A page on a slow line: what people wait for. */
  private static final int MAX_SCRIPT_BYTES = 20 << 10;

  private static final int MAX_STYLE_BYTES = 15 << 10;

  @Test
  @DisplayName("are small: 20 KiB of scripts and 15 KiB of style, compressed")
  void small() {
    int scripts =
        Assets.all().values().stream()
            .filter(asset -> asset.mediaType().startsWith("text/javascript"))
            .mapToInt(asset -> asset.zipped().length)
            .sum();
    assertThat(scripts).isLessThanOrEqualTo(MAX_SCRIPT_BYTES);
    assertThat(Assets.all().get("console.css").zipped()).hasSizeLessThan(MAX_STYLE_BYTES);
  }

  @Test
  @DisplayName("are found by an address that changes with their content, whole and compressed")
  void addresses() throws Exception {
    for (Assets.Asset asset : Assets.all().values()) {
      assertThat(asset.address()).matches("/console/assets/[a-z]+-[0-9a-f]{12}\\.[a-z]+");
      String file = asset.address().substring("/console/assets/".length());
      assertThat(Assets.at(file)).contains(asset);
      byte[] unzipped =
          new GZIPInputStream(new ByteArrayInputStream(asset.zipped())).readAllBytes();
      assertThat(unzipped).isEqualTo(asset.bytes());
    }
    assertThat(Assets.at("")).isEmpty();
    assertThat(Assets.at("console.css")).isEmpty();
  }
}
