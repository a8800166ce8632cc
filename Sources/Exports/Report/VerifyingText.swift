/// What stands beside an archive: how anybody can check it.
public enum VerifyingText {
    /// The text, Chinese first.
    public static func text(_ cover: ExportCover) -> String {
        """
        核验办法
        ========
        竞赛：\(cover.title)（\(cover.contest)）
        数据状态：\(cover.state)
        账本序号：\(cover.sequence)
        账本链头：\(cover.chainText)
        人数\(cover.basis)；\(cover.counts)。

        ledger-extract.sqlite 是账本的摘录：每次答题、每道题的作答、每次管理操作都在其中，
        人员只有随机编号，没有姓名和电话。任何人都可以在另一台电脑上用它重新计算：

          1. 核对账本并独立重算全部成绩：
               safetyquiz audit ledger-extract.sqlite
             没有差异时退出码为 0；输出中的序号和链头应与上面的相同。
          2. 核对导出的名次表：
               safetyquiz verify tables/standings.csv --ledger ledger-extract.sqlite
             逐行比较，相同则说“一致”，不同则指出是哪一行。
          3. 不用本程序也能数人数和人次（sqlite3）：
               SELECT count(*), count(DISTINCT participant) FROM submission
               JOIN attempt ON attempt.sequence = submission.attempt
               WHERE submission.counts;
             有更正（取消资格、改答案等）时，以第 1 步的结果为准。

        链头是一个 SHA-256 值：账本里任何一处改动都会使它不同。请与竞赛期间公布或打印的链头比较。

        How to check
        ============
        ledger-extract.sqlite holds every fact of the ledger under random names, without names or
        telephone numbers. On another machine:

          1. safetyquiz audit ledger-extract.sqlite
             recomputes everything; exit code 0 means no difference. Sequence and chain must be
             those above.
          2. safetyquiz verify tables/standings.csv --ledger ledger-extract.sqlite
             compares the exported ranking line by line.
          3. The SQL above counts attempts and people with nothing but sqlite3; where there are
             corrections, step 1 decides.

        The chain's value is a SHA-256: any change anywhere in the ledger changes it. Compare it
        with the values published or printed while the contest ran.

        """
    }
}
