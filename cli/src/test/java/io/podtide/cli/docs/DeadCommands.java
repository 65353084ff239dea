package io.podtide.cli.docs;

import io.podtide.cli.CommandRun;
import io.podtide.cli.docs.MarkdownPage.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Commands, options, files and properties that pages show and that are not there. */
final class DeadCommands {

    private static final Set<String> SHELLS = Set.of("", "sh", "bash", "shell", "console");
    private static final Set<String> OURS = Set.of("podtide", "./podtide");
    private static final Pattern PROPERTY = Pattern.compile("-D(podtide\\.[\\w.-]+)(=.*)?");
    private static final Pattern TESTS = Pattern.compile("-D(?:it\\.)?test=(.+)");

    private final Repository repository;
    private final CommandLine model = CommandRun.model();
    private final Pattern path;
    private final String sources;
    private final Set<String> classes;
    private final List<String> dead = new ArrayList<>();

    private DeadCommands(Repository repository) throws IOException {
        this.repository = repository;
        this.path = Pattern.compile("(?<![\\w./-])(?:\\$PWD/|\\./)?((?:"
                + repository.folders().stream().map(Pattern::quote).collect(Collectors.joining("|"))
                + ")/[\\w./-]*\\w)");
        var files = repository.files();
        this.classes = files.stream()
                .map(file -> String.valueOf(file.getFileName()))
                .filter(name -> name.endsWith(".java"))
                .map(name -> name.replace(".java", ""))
                .collect(Collectors.toSet());
        var text = new StringBuilder();
        for (var file : files) {
            if (file.toString().endsWith(".java") || file.endsWith("pom.xml")) {
                text.append(Files.readString(file));
            }
        }
        this.sources = text.toString();
    }

    /** One line for each. */
    static List<String> in(Repository repository) throws IOException {
        var search = new DeadCommands(repository);
        for (var page : repository.pages()) {
            search.search(page);
        }
        return search.dead;
    }

    private void search(MarkdownPage page) {
        for (var line : page.code(SHELLS::contains)) {
            for (var command : ShellLine.commands(line.text())) {
                check(command).forEach(problem -> note(page, line, problem));
            }
            missing(line.text()).forEach(problem -> note(page, line, problem));
        }
        for (var span : page.codeSpans()) {
            ShellLine.commands(span.text()).stream()
                    .flatMap(command -> ours(command).isPresent()
                            ? ours(command).flatMap(this::misspelt).stream()
                            : check(command).stream())
                    .forEach(problem -> note(page, span, problem));
            missing(span.text()).forEach(problem -> note(page, span, problem));
        }
    }

    private void note(MarkdownPage page, Found where, String problem) {
        dead.add(repository.display(page.file()) + ":" + where.line() + ": " + problem);
    }

    private List<String> check(List<String> command) {
        var arguments = ours(command);
        if (arguments.isPresent()) {
            return wrong(arguments.get()).stream().toList();
        }
        var program = command.get(0);
        if (program.equals("./mvnw")) {
            return maven(command);
        }
        boolean isScript = program.contains("/") && program.endsWith(".sh");
        return isScript && !Files.isExecutable(repository.root().resolve(program))
                ? List.of("cannot be run: " + program)
                : List.of();
    }

    /** Arguments of ours, also of a container's. */
    private static Optional<List<String>> ours(List<String> command) {
        if (OURS.contains(command.get(0))) {
            return Optional.of(command.subList(1, command.size()));
        }
        int image = command.contains("run") && command.get(0).equals("docker") ? command.indexOf("podtide") : -1;
        return image < 0 ? Optional.empty() : Optional.of(command.subList(image + 1, command.size()));
    }

    private Optional<String> wrong(List<String> arguments) {
        try {
            model.parseArgs(arguments.toArray(String[]::new));
            return Optional.empty();
        } catch (ParameterException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** In the middle of a sentence a command may lack what it needs. */
    private Optional<String> misspelt(List<String> arguments) {
        try {
            model.parseArgs(arguments.toArray(String[]::new));
            return Optional.empty();
        } catch (UnmatchedArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (ParameterException e) {
            return Optional.empty();
        }
    }

    private List<String> maven(List<String> command) {
        var problems = new ArrayList<String>();
        for (int i = 1; i < command.size(); i++) {
            var word = command.get(i);
            if (command.get(i - 1).equals("-pl")) {
                Stream.of(word.split(",", -1))
                        .filter(module ->
                                !Files.exists(repository.root().resolve(module).resolve("pom.xml")))
                        .forEach(module -> problems.add("no module: " + module));
            }
            if (word.startsWith("-P") && !sources.contains("<id>" + word.substring(2) + "</id>")) {
                problems.add("no profile: " + word);
            }
            var property = PROPERTY.matcher(word);
            if (property.matches() && !sources.contains(property.group(1))) {
                problems.add("nobody reads: " + word);
            }
            var test = TESTS.matcher(word);
            if (test.matches()) {
                Stream.of(test.group(1).split(",", -1))
                        .filter(name -> name.matches("\\w+") && !classes.contains(name))
                        .forEach(name -> problems.add("no test: " + name));
            }
        }
        return problems;
    }

    /** Files of the repository that are named, and are not there; what is built is not there before it is. */
    private Stream<String> missing(String text) {
        return path.matcher(text)
                .results()
                .map(result -> result.group(1))
                .filter(name -> !name.contains("/target") && !name.contains("NNNN") && !name.contains("..."))
                .filter(name -> !Files.exists(repository.root().resolve(Path.of(name))))
                .map(name -> "no such file: " + name);
    }
}
