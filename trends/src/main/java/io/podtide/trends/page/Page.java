package io.podtide.trends.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Serves the page: one document under every address of a view, and the files it loads, kept by browsers as long as they like. */
public final class Page {

    /** Addresses of views; what is in them is read by the page itself. */
    private static final List<String> VIEWS = List.of("/", "/incidents", "/incidents/{id}", "/trends");

    private static final String FILES = "/page/";

    /** Nothing is loaded from elsewhere, no code is in a document, and no text becomes markup. */
    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                    + " object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private final PageFiles files;
    private final byte[] document;

    private Page(PageFiles files) {
        this.files = files;
        this.document = document(files);
    }

    public static Page load() {
        return new Page(PageFiles.load());
    }

    public void addTo(RoutesConfig routes) {
        VIEWS.forEach(view -> routes.get(view, this::view));
        routes.get(FILES + "{version}/{name}", this::file);
    }

    private void view(Context context) {
        secure(context);
        context.contentType("text/html; charset=utf-8").result(document);
    }

    private void file(Context context) {
        var file = files.named(context.pathParam("name"));
        if (file.isEmpty() || !files.version().equals(context.pathParam("version"))) {
            context.status(404);
            return;
        }
        secure(context);
        context.header("Cache-Control", "public, max-age=31536000, immutable");
        context.contentType(file.get().type()).result(file.get().bytes());
    }

    private static void secure(Context context) {
        context.header("Content-Security-Policy", POLICY);
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** Every style and module is named in it, so that none waits for another to ask for it. */
    private static byte[] document(PageFiles files) {
        var base = FILES + files.version() + '/';
        var template = new String(
                PageFiles.read(PageFiles.class.getResourceAsStream("index.html"), "index.html"),
                StandardCharsets.UTF_8);
        var names = files.all().stream().map(PageFile::name).toList();
        var styles = names.stream()
                .filter(name -> name.endsWith(".css"))
                .map(name -> "<link rel=\"stylesheet\" href=\"" + base + name + "\">")
                .collect(Collectors.joining("\n"));
        var modules = names.stream()
                .filter(name -> name.endsWith(".js") && !name.endsWith(".umd.js") && !name.equals("theme.js"))
                .map(name -> "<link rel=\"modulepreload\" href=\"" + base + name + "\">")
                .collect(Collectors.joining("\n"));
        return template.replace("{base}", base)
                .replace("{styles}", styles)
                .replace("{modules}", modules)
                .getBytes(StandardCharsets.UTF_8);
    }
}
