package io.podtide.trends.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The files of the page and of the libraries it uses, from the class path. */
final class PageFiles {

    /** Written by us, as they are loaded: {@code index.html} alone is not under a version. */
    static final List<String> OWN = List.of(
            "theme.js",
            "app.js",
            "answer.js",
            "api.js",
            "bars.js",
            "changes.js",
            "clusters.js",
            "evidence.js",
            "filters.js",
            "filterform.js",
            "format.js",
            "htm.js",
            "incident.js",
            "incidents.js",
            "lanes.js",
            "overview.js",
            "parts.js",
            "plot.js",
            "preact.js",
            "prefs.js",
            "questions.js",
            "related.js",
            "remedy.js",
            "revisions.js",
            "router.js",
            "rows.js",
            "series.js",
            "shell.js",
            "spark.js",
            "status.js",
            "store.js",
            "stream.js",
            "timeline.js",
            "timemarks.js",
            "trends.js",
            "words.js",
            "base.css",
            "controls.css",
            "incident.css",
            "list.css",
            "overview.css",
            "trends.css",
            "icon.svg");

    private final Map<String, PageFile> files = new LinkedHashMap<>();
    private final String version;

    private PageFiles(String version) {
        this.version = version;
    }

    static PageFiles load() {
        var found = new ArrayList<PageFile>();
        OWN.forEach(name -> found.add(new PageFile(name, read(PageFiles.class.getResourceAsStream(name), name))));
        found.add(library("preact", "dist/preact.umd.js", "preact.umd.js"));
        found.add(library("preact", "hooks/dist/hooks.umd.js", "hooks.umd.js"));
        found.add(library("chart.js", "dist/chart.umd.min.js", "chart.umd.js"));
        var files = new PageFiles(digest(found));
        found.forEach(file -> files.files.put(file.name(), file));
        return files;
    }

    /** A file of a WebJar, under a name of ours; its version is the one that the build has pinned. */
    private static PageFile library(String artifact, String path, String name) {
        var pom = new Properties();
        try (var in = classPath("META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties")) {
            pom.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var file = "META-INF/resources/webjars/" + artifact + '/' + pom.getProperty("version") + '/' + path;
        return new PageFile(name, read(classPath(file), file));
    }

    private static InputStream classPath(String path) {
        var in = PageFiles.class.getClassLoader().getResourceAsStream(path);
        if (in == null) {
            throw new IllegalStateException("not on the class path: " + path);
        }
        return in;
    }

    static byte[] read(@Nullable InputStream in, String name) {
        if (in == null) {
            throw new IllegalStateException("not on the class path: " + name);
        }
        try (in) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(List<PageFile> files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files) {
                digest.update(file.name().getBytes(StandardCharsets.UTF_8));
                digest.update(file.bytes());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    /** Changes with any of the files, so that a browser may keep what it has under it for ever. */
    String version() {
        return version;
    }

    Collection<PageFile> all() {
        return files.values();
    }

    Optional<PageFile> named(String name) {
        return Optional.ofNullable(files.get(name));
    }
}
