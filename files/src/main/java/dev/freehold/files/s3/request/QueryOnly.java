package dev.freehold.files.s3.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request whose parameters are those of its query. A server would look for more of them in a body
 * that says it is a form, as curl says of whatever it sends, and then the content would be gone.
 */
public final class QueryOnly extends HttpServletRequestWrapper {

  private final Map<String, String[]> parameters = new LinkedHashMap<>();

  /** Shows {@code request} with the parameters of its query only. */
  public QueryOnly(HttpServletRequest request) {
    super(request);
    Map<String, List<String>> found = new LinkedHashMap<>();
    String query = request.getQueryString() == null ? "" : request.getQueryString();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        found.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
      }
    }
    found.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String getParameter(String name) {
    String[] values = parameters.get(name);
    return values == null ? null : values[0];
  }

  @Override
  public String[] getParameterValues(String name) {
    String[] values = parameters.get(name);
    return values == null ? null : values.clone();
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(parameters.keySet());
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Collections.unmodifiableMap(parameters);
  }
}
