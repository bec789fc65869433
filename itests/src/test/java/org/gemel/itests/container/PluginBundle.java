package org.gemel.itests.container;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A bundle with one declarative service: a class of these tests.
 *
 * @param component the class that implements the service
 * @param service the interface, of the API
 * @param property a service property, {@code name=value}
 */
public record PluginBundle(Class<?> component, Class<?> service, String property) {

    /** The bundle in a version; the service has that version as property {@code revision}. */
    public InputStream version(int version) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest(version))) {
            jar.putNextEntry(new JarEntry("OSGI-INF/component.xml"));
            jar.write(description(version).getBytes(StandardCharsets.UTF_8));
            String path = component.getName().replace('.', '/') + ".class";
            jar.putNextEntry(new JarEntry(path));
            try (InputStream code = component.getClassLoader().getResourceAsStream(path)) {
                if (code == null) {
                    throw new IOException(path + " is not in the test probe");
                }
                code.transferTo(jar);
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** What the bundle calls itself. */
    public String symbolicName() {
        return "org.example." + component.getSimpleName();
    }

    private Manifest manifest(int version) {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", symbolicName());
        headers.putValue("Bundle-Version", version + ".0.0");
        headers.putValue("Import-Package", service.getPackageName() + ";version=\"[1,2)\"");
        headers.putValue("DynamicImport-Package", "org.gemel.api.*");
        headers.putValue("Service-Component", "OSGI-INF/component.xml");
        return manifest;
    }

    private String description(int version) {
        String[] nameAndValue = property.split("=");
        return """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s">
                  <implementation class="%1$s"/>
                  <service><provide interface="%2$s"/></service>
                  <property name="revision" type="Integer" value="%3$d"/>
                  <property name="%4$s" value="%5$s"/>
                </scr:component>
                """.formatted(component.getName(), service.getName(), version, nameAndValue[0], nameAndValue[1]);
    }
}
