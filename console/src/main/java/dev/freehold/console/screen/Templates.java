package dev.freehold.console.screen;

import dev.freehold.console.frame.Frame;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;

/** Makes HTML of pages, by templates that were compiled with the program. Thread-safe. */
public final class Templates {

  /** The package that the build compiles templates into. */
  private static final String PACKAGE = "dev.freehold.console.template";

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Templates.class.getClassLoader(), PACKAGE);

  /** The page as HTML. What values hold is escaped by where they stand. */
  public String render(PageView view, Frame frame) {
    Map<String, Object> model = new HashMap<>(view.model());
    model.put("frame", frame);
    StringOutput html = new StringOutput();
    engine.render(view.template() + ".jte", model, html);
    return html.toString();
  }
}
