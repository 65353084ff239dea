package io.podtide.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Links of pages that lead nowhere within the repository; others are not followed. */
record DeadLinks(Repository repository) {

    /** One line for each. */
    List<String> find() throws IOException {
        var dead = new ArrayList<String>();
        for (var page : repository.pages()) {
            for (var link : page.links()) {
                var target = link.text();
                if (!target.matches("[a-z]+:.*") && !leadsSomewhere(page, target)) {
                    dead.add(repository.display(page.file()) + ":" + link.line() + ": " + target);
                }
            }
        }
        return dead;
    }

    private boolean leadsSomewhere(MarkdownPage from, String target) throws IOException {
        int hash = target.indexOf('#');
        var path = hash < 0 ? target : target.substring(0, hash);
        var file =
                path.isEmpty() ? from.file() : from.file().resolveSibling(path).normalize();
        if (!file.startsWith(repository.root()) || !Files.exists(file)) {
            return false;
        }
        return hash < 0 || anchored(file, target.substring(hash + 1));
    }

    /** Of other files than pages an anchor is a line, which nobody promises. */
    private static boolean anchored(Path file, String anchor) throws IOException {
        return file.toString().endsWith(".md")
                && MarkdownPage.read(file).anchors().contains(anchor);
    }
}
