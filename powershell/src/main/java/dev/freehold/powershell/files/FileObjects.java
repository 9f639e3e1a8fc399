package dev.freehold.powershell.files;

import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.view.ViewTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Files and folders as objects. */
final class FileObjects {

  private FileObjects() {}

  static PsObject of(Path path) throws IOException {
    BasicFileAttributes known = Files.readAttributes(path, BasicFileAttributes.class);
    String name = path.getFileName() == null ? path.toString() : path.getFileName().toString();
    String parent = path.getParent() == null ? "" : path.getParent().toString();
    int dot = name.lastIndexOf('.');
    boolean folder = known.isDirectory();
    PsObject object =
        PsObject.ofType(folder ? ViewTypes.FOLDER : ViewTypes.FILE, "System.IO.FileSystemInfo")
            .with("Mode", (folder ? "d" : "-") + (Files.isWritable(path) ? "----" : "-r--"))
            .with("Name", name)
            .with("BaseName", dot <= 0 || folder ? name : name.substring(0, dot))
            .with("Extension", dot < 0 ? "" : name.substring(dot))
            .with("FullName", path.toString())
            .with(folder ? "Parent" : "DirectoryName", parent)
            .with("PSIsContainer", folder)
            .with("CreationTime", known.creationTime().toInstant())
            .with("LastWriteTime", known.lastModifiedTime().toInstant())
            .with("LastWriteTimeUtc", known.lastModifiedTime().toInstant())
            .with("LastAccessTime", known.lastAccessTime().toInstant());
    if (!folder) {
      object
          .with("Length", known.size())
          .with("Directory", parent)
          .with("IsReadOnly", !Files.isWritable(path));
    }
    return object.withText(path.toString());
  }
}
