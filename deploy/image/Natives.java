import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * {@code java Natives.java JARS DIRECTORY}: takes native libraries out of jars, and puts those of this platform into a
 * directory, under the names that {@code System.loadLibrary} looks for. A jar brings one for every platform there is, and each
 * process would unpack its own.
 */
public class Natives {

    private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dll|dylib|jnilib)(_\\w+)?");

    public static void main(String[] args) throws IOException {
        var target = Files.createDirectories(Path.of(args[1]));
        var arch = System.getProperty("os.arch").equals("aarch64")
                ? "linux-aarch64\\.so|linux[/_](aarch64|arm64)\\b"
                : "linux64\\.so|linux[/_](amd64|x86_64)\\b";
        var ours = Pattern.compile(arch, Pattern.CASE_INSENSITIVE);
        try (var jars = Files.newDirectoryStream(Path.of(args[0]), "*.jar")) {
            for (var jar : jars) {
                strip(jar, ours, target);
            }
        }
    }

    private static void strip(Path jar, Pattern ours, Path target) throws IOException {
        try (var system = FileSystems.newFileSystem(jar);
                var files = Files.walk(system.getPath("/"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (!NATIVE.matcher(file.toString()).matches()) {
                    continue;
                }
                if (ours.matcher(file.toString()).find()) {
                    // DuckDB's is libduckdb_java.so_linux_amd64
                    var name = file.getFileName().toString().replaceFirst("\\.so_\\w+$", ".so");
                    Files.copy(file, target.resolve(name));
                    System.out.println(jar.getFileName() + ": " + name);
                }
                Files.delete(file);
            }
        }
    }
}
