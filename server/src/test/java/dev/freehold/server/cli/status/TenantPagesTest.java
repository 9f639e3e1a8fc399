package dev.freehold.server.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.http.Json;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The list of tenants")
class TenantPagesTest {

  @Test
  @DisplayName("is read to its end, page by page")
  void allPages() throws IOException {
    Map<String, String> pages =
        Map.of(
            "/api/v1/tenants",
            """
            {"tenants": [{"id": "1", "name": "a"}, {"id": "2", "name": "b & c"}]}\
            """,
            "/api/v1/tenants?after=b%20%26%20c",
            """
            {"tenants": [{"id": "3", "name": "d"}]}\
            """,
            "/api/v1/tenants?after=d",
            """
            {"tenants": []}\
            """);

    assertThat(TenantPages.ids(path -> Json.MAPPER.readTree(pages.get(path))))
        .containsExactly("1", "2", "3");
  }
}
