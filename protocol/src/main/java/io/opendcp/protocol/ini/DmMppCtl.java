package io.opendcp.protocol.ini;

import io.opendcp.protocol.ini.DmMppIni.Item;
import io.opendcp.protocol.ini.IniProblem.Severity;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * dmmpp.ctl, which dmctlcvt makes of dmmpp.ini (Manual 6.1.4). DM's layout is not public; this one is ours, big-endian:
 *
 * <pre>
 *  8  "DCPMPCTL"
 *  2  layout version, 1
 *  1  MPP_2PC_FLAG
 *  2  number of items
 *     for each item: 2 MPP_SEQ_NO, 2 + n service name, 2 + n instance name (length, UTF-8)
 *  4  CRC-32 of all bytes before
 * </pre>
 *
 * Source: {@code docs/configuration.md}.
 */
public final class DmMppCtl {
    private static final byte[] MAGIC = "DCPMPCTL".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int CHECKSUM_BYTES = 4;
    /** No text of a dmmpp.ini is longer: 128 characters of up to 4 bytes. */
    private static final int MAX_TEXT_BYTES = 512;

    private DmMppCtl() {}

    /** The bytes of the dmmpp.ctl that says what {@code ini} says. */
    public static byte[] encode(DmMppIni ini) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(MAGIC);
            out.writeShort(VERSION);
            out.writeByte(ini.twoPhaseCommit() ? 1 : 0);
            out.writeShort(ini.items().size());
            for (Item item : ini.items()) {
                out.writeShort(item.seqNo());
                writeText(out, item.serviceName());
                writeText(out, item.instName());
            }
            out.writeInt(checksum(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads the dmmpp.ctl {@code file}.
     *
     * @throws IniException saying what is wrong with it
     */
    public static DmMppIni read(Path file) {
        try {
            if (Files.size(file) > IniFile.MAX_BYTES) {
                throw bad(file, "文件过大", "is longer than " + IniFile.MAX_BYTES + " bytes");
            }
            return decode(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw bad(file, "无法读取文件: " + e.getMessage(), "cannot be read: " + e);
        }
    }

    /**
     * What {@code bytes} say; by the same rules as a dmmpp.ini.
     *
     * @param file named in errors
     * @throws IniException saying what is wrong with it
     */
    public static DmMppIni decode(Path file, byte[] bytes) {
        int body = bytes.length - CHECKSUM_BYTES;
        if (body < MAGIC.length || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw bad(file, "不是 dmmpp.ctl 文件", "is no dmmpp.ctl");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, body);
        if (ByteBuffer.wrap(bytes).getInt(body) != checksum(Arrays.copyOf(bytes, body))) {
            throw bad(file, "校验和错误，文件已损坏", "is damaged: its checksum is wrong");
        }
        try {
            in.position(MAGIC.length);
            int version = in.getShort();
            if (version != VERSION) {
                throw bad(file, "不支持的版本 " + version, "has version " + version + "; known is " + VERSION);
            }
            return checked(file, items(in));
        } catch (BufferUnderflowException | CharacterCodingException e) {
            throw bad(file, "内容不完整", "ends too early or holds no text where text belongs");
        }
    }

    private static DmMppIni items(ByteBuffer in) throws CharacterCodingException {
        boolean twoPhaseCommit = in.get() != 0;
        int count = Short.toUnsignedInt(in.getShort());
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int seqNo = Short.toUnsignedInt(in.getShort());
            items.add(new Item(readText(in), 0, seqNo, readText(in)));
        }
        if (in.hasRemaining()) {
            throw new CharacterCodingException();
        }
        return new DmMppIni(Path.of(""), twoPhaseCommit, items, List.of());
    }

    /** Whoever can write a checksum can write nonsense: the rules of dmmpp.ini decide. */
    private static DmMppIni checked(Path file, DmMppIni read) {
        IniProblems problems = new IniProblems();
        DmMppIni again = DmMppIni.of(IniFile.parse(file, read.text(), problems), problems);
        List<Item> items = again.items().stream()
                .map(item -> new Item(item.serviceName(), 0, item.seqNo(), item.instName()))
                .toList();
        if (!items.equals(read.items())) {
            throw bad(file, "包含非法的名称", "holds a name that cannot stand in a dmmpp.ini");
        }
        return new DmMppIni(file, read.twoPhaseCommit(), items, again.warnings());
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    private static String readText(ByteBuffer in) throws CharacterCodingException {
        int length = Short.toUnsignedInt(in.getShort());
        if (length > MAX_TEXT_BYTES || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer text = in.slice(in.position(), length);
        in.position(in.position() + length);
        return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    }

    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static IniException bad(Path file, String chinese, String english) {
        return new IniException(List.of(new IniProblem(Severity.ERROR, file, 0, "", chinese, english)));
    }
}
