package io.podtide.cli.docs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The source tree, without what is built. */
record Repository(Path root) {

    private static final Set<String> NOT_SOURCES = Set.of("target", "node_modules", ".git");

    /** Tests run in the folder of their module. */
    static Repository ours() {
        return new Repository(Path.of("..").toAbsolutePath().normalize());
    }

    List<MarkdownPage> pages() throws IOException {
        var pages = new ArrayList<MarkdownPage>();
        for (var file : files()) {
            if (file.toString().endsWith(".md")) {
                pages.add(MarkdownPage.read(file));
            }
        }
        return pages;
    }

    List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_SOURCES.contains(String.valueOf(folder.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }

    /** Folders at the top: modules, documentation, what is deployed. */
    List<String> folders() throws IOException {
        try (Stream<Path> top = Files.list(root)) {
            return top.filter(Files::isDirectory)
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .filter(name -> !NOT_SOURCES.contains(name))
                    .sorted()
                    .toList();
        }
    }

    /** For people: as it is said in the documentation. */
    String display(Path file) {
        return root.relativize(file).toString();
    }
}
